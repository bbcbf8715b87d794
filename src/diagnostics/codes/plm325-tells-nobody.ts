import { defineCode } from '../define-code.ts';

export const tellsNobody = defineCode<{ check: string }>({
  code: 'PLM325',
  slug: 'tells-nobody',
  severity: 'warning',
  message: (p) => `\`${p.check}\` is live but tells nobody`,
  why: 'what nobody is told of is noticed by nobody',
  help: 'add `notify`, or say `stage: dark` while it is tried out',
});
