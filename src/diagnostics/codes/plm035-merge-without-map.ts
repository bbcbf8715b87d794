import { defineCode } from '../define-code.ts';

export const mergeWithoutMap = defineCode<{ found: string }>({
  code: 'PLM035',
  slug: 'merge-without-map',
  severity: 'error',
  message: (p) => `\`<<\` merges maps, not ${p.found}`,
  why: 'a merge key takes over the keys of another map',
  help: 'give it an alias of a map, a map, or a list of these; quote `"<<"` for a key of that name',
});
