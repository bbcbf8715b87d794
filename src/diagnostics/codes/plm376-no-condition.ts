import { defineCode } from '../define-code.ts';

export const noCondition = defineCode({
  code: 'PLM376',
  slug: 'no-condition',
  severity: 'warning',
  message: 'this expression compares nothing',
  label: 'fires while there are series',
  why: 'an alert fires for every series its expression returns, whatever the value: also for 0',
  help: 'compare with a limit, such as `> 0` or `== 0`',
});
