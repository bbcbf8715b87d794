import { defineCode } from '../define-code.ts';

export const frozenBuiltin = defineCode<{ target: string }>({
  code: 'PLM056',
  slug: 'frozen-builtin',
  severity: 'error',
  message: (p) => `\`${p.target}\` cannot be changed by a definition`,
  label: 'shared by all files',
  why: 'a change to what all files share would make one definition depend on another file, and on the order of files',
  help: 'export a value or a function from a file of your own, and import it where it is needed',
});
