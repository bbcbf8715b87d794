import { defineCode } from '../define-code.ts';

export const dropFileValue = defineCode<{ key: string; problem: string; help: string }>({
  code: 'PLM468',
  slug: 'drop-file-value',
  severity: 'error',
  message: (p) => `the value of \`${p.key}\` ${p.problem}`,
  why: 'one number that is none can spoil the sums of a whole cluster, so the collector refuses the line',
  help: (p) => p.help,
});
