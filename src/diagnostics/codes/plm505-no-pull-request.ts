import { defineCode } from '../define-code.ts';

export const noPullRequest = defineCode<{ head: string; found: number }>({
  code: 'PLM505',
  slug: 'no-pull-request',
  severity: 'error',
  message: (p) =>
    p.found === 0 ? `no open pull request has the head \`${p.head}\`` : `${p.found} open pull requests have the head \`${p.head}\``,
  why: 'where the report belongs is what the code host says, never what a file from the change says',
  help: 'open the pull request, or close the others that have the same head, and run the report again',
});
