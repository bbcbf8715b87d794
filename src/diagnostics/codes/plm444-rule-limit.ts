import { defineCode } from '../define-code.ts';

export const ruleLimit = defineCode<{ what: string; size: string; limit: string; help: string }>({
  code: 'PLM444',
  slug: 'rule-limit',
  severity: 'error',
  message: (p) => `${p.what} ${p.size}, more than the limit of ${p.limit}`,
  why: 'what reads the rules would refuse them as a whole, and they cannot be taken apart: rules read what others of them record',
  help: (p) => p.help,
});
