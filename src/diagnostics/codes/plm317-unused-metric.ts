import { defineCode } from '../define-code.ts';

export const unusedMetric = defineCode<{ metric: string }>({
  code: 'PLM317',
  slug: 'unused-metric',
  severity: 'warning',
  message: (p) => `nobody uses the metric \`${p.metric}\``,
  why: 'what no threshold and no check looks at costs collection and tells nobody anything',
  help: 'hold a threshold against it, or delete it',
});
