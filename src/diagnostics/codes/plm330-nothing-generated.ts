import { defineCode } from '../define-code.ts';

export const nothingGenerated = defineCode<{ environment: string }>({
  code: 'PLM330',
  slug: 'nothing-generated',
  severity: 'warning',
  message: (p) => `nothing is generated for \`${p.environment}\`: no target is set`,
  label: 'no emitter is named',
  why: 'an emitter without an entry in `targets` is not built, so no daemon would learn of any check',
  help: 'add the daemons you have, such as `targets: { prometheus: {} }`',
});
