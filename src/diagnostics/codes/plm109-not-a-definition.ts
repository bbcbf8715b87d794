import { defineCode } from '../define-code.ts';

export const notADefinition = defineCode<{ id: string; found: string }>({
  code: 'PLM109',
  slug: 'not-a-definition',
  severity: 'error',
  message: (p) => `\`${p.id}\` is not a definition but ${p.found}`,
  why: 'a definition is a map of keys',
  help: (p) => `give \`${p.id}\` its keys, indented below it`,
});
