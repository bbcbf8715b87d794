import { defineCode } from '../define-code.ts';

export const importOutsideEstate = defineCode<{ specifier: string }>({
  code: 'PLM042',
  slug: 'import-outside-estate',
  severity: 'error',
  message: (p) => `\`${p.specifier}\` lies outside the estate`,
  label: 'outside',
  why: 'what a definition is made of must be in the repository that is reviewed, and nothing else may be read',
  help: 'copy what is needed into the estate and import it with a relative path',
});
