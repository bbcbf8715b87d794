import { defineCode } from '../define-code.ts';

export const idleOverride = defineCode<{ on: string }>({
  code: 'PLM324',
  slug: 'idle-override',
  severity: 'warning',
  message: (p) => `this override reaches no host: \`${p.on}\``,
  why: 'an exception that holds nowhere is forgotten until it does',
  help: 'correct `on`, or delete the override',
});
