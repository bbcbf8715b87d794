import { defineCode } from '../define-code.ts';

export const malformedId = defineCode<{ id: string; expected: string }>({
  code: 'PLM108',
  slug: 'malformed-id',
  severity: 'error',
  message: (p) => `\`${p.id}\` cannot be an id`,
  label: (p) => `not ${p.expected}`,
  why: 'ids become names in every daemon and keys of the state they keep; characters that one of them mangles are refused',
  help: (p) => `use ${p.expected}`,
});
