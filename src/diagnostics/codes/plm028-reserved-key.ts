import { defineCode } from '../define-code.ts';

export const reservedKey = defineCode<{ key: string }>({
  code: 'PLM028',
  slug: 'reserved-key',
  severity: 'error',
  message: (p) => `\`${p.key}\` is not allowed as a key`,
  why: 'JavaScript gives this name a meaning of its own, which a definition must not reach',
  help: 'choose another name',
});
