import { defineCode } from '../define-code.ts';

export const emitterWithoutTarget = defineCode<{ name: string }>({
  code: 'PLM017',
  slug: 'emitter-without-target',
  severity: 'error',
  message: (p) => `no environment that was asked for has a target \`${p.name}\``,
  why: 'an emitter without an entry in `targets` is not built, so there is nothing to write',
  help: (p) => `add \`${p.name}: {}\` to \`targets\`, or leave --only out`,
});
