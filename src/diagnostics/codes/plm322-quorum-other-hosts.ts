import { defineCode } from '../define-code.ts';

export const quorumOtherHosts = defineCode<{ healthy: string; host: string }>({
  code: 'PLM322',
  slug: 'quorum-other-hosts',
  severity: 'error',
  message: (p) => `\`${p.healthy}\` does not look at \`${p.host}\``,
  why: 'a member whose health nobody looks at would count as neither',
  help: 'run the check on every member',
});
