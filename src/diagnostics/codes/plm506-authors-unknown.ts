import { defineCode } from '../define-code.ts';

export const authorsUnknown = defineCode<{ commits: number; listed: number }>({
  code: 'PLM506',
  slug: 'authors-unknown',
  severity: 'error',
  message: (p) => `the pull request has ${p.commits} commits, and the code host names the authors of ${p.listed}`,
  why: 'nobody agrees to their own change, so every author must be known',
  help: 'join commits, or split the pull request, so that it has at most 250',
});
