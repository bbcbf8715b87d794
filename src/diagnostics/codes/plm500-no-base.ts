import { defineCode } from '../define-code.ts';

export const noBase = defineCode<{ ref: string; why: string }>({
  code: 'PLM500',
  slug: 'no-base',
  severity: 'error',
  message: (p) => `there is no \`${p.ref}\` to compare with: ${p.why}`,
  why: 'a review shows what a proposal changes, and this is what it would change',
  help: 'name a commit, branch or tag with `--base`; in CI, fetch the history of the base branch too',
});
