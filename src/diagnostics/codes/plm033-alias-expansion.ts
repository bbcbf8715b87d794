import { defineCode } from '../define-code.ts';

export const aliasExpansion = defineCode<{ limit: number }>({
  code: 'PLM033',
  slug: 'alias-expansion',
  severity: 'error',
  message: (p) => `the aliases of this file stand for more than ${p.limit} values`,
  label: 'one alias too many',
  why: 'aliases of aliases grow without bound and would exhaust the memory of whoever compiles them',
  help: 'repeat smaller values, or write the definitions in TypeScript',
});
