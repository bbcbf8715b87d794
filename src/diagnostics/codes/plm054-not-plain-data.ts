import { defineCode } from '../define-code.ts';

export const notPlainData = defineCode<{ found: string; instead: string }>({
  code: 'PLM054',
  slug: 'not-plain-data',
  severity: 'error',
  message: (p) => `a definition cannot hold ${p.found}`,
  label: 'not plain data',
  why: 'definitions are maps, lists, texts, numbers, booleans and null, exactly as YAML could write them',
  help: (p) => p.instead,
});
