import { defineCode } from '../define-code.ts';

export const budgetNotHeld = defineCode<object>({
  code: 'PLM507',
  slug: 'budget-not-held',
  severity: 'warning',
  message: () => '`pagesPerWeek` is held by nothing',
  label: () => 'nothing looks at this',
  why: 'how often a check will fire cannot be told from its definition, and no review sees what was measured',
  help: 'leave it out, and bound what a change may touch with `checksPerChange` and `hostsPerChange`',
});
