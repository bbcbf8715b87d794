import { defineCode } from '../define-code.ts';

export const rootNotAMap = defineCode<{ found: string }>({
  code: 'PLM036',
  slug: 'root-not-a-map',
  severity: 'error',
  message: (p) => `the file holds ${p.found} instead of a map`,
  why: 'a file of definitions is one map from ids to definitions',
  help: 'write `id:` at the start of a line and the definition indented below it',
});
