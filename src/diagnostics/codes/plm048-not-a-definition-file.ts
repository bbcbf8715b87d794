import { defineCode } from '../define-code.ts';

export const notADefinitionFile = defineCode<{ found: string }>({
  code: 'PLM048',
  slug: 'not-a-definition-file',
  severity: 'error',
  message: (p) => `the default export is ${p.found} that no builder of \`plimsoll\` made`,
  label: 'not made by a builder',
  why: 'only what a builder returns is known to be of the kind it says',
  help: 'pass the map to the builder of this folder: `export default checks({ ... })`',
});
