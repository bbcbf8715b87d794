import { defineCode } from '../define-code.ts';

export const gangliaNameClash = defineCode<{ name: string }>({
  code: 'PLM418',
  slug: 'ganglia-name-clash',
  severity: 'warning',
  message: (p) => `\`${p.name}\` in Ganglia is another metric, one that the collector sends`,
  why: 'the two definitions may differ in unit and limits, but would always show the same number',
  help: 'use the other metric, or give one of the two another name',
});
