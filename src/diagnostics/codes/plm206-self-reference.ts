import { defineCode } from '../define-code.ts';

export const selfReference = defineCode<{ kind: string; id: string }>({
  code: 'PLM206',
  slug: 'self-reference',
  severity: 'error',
  message: (p) => `\`${p.id}\` refers to itself`,
  why: 'it would have to be known before it is known',
  help: 'name another one',
});
