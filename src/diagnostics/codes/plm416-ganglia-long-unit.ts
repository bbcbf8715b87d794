import { defineCode } from '../define-code.ts';

export const gangliaLongUnit = defineCode<{ unit: string; limit: number }>({
  code: 'PLM416',
  slug: 'ganglia-long-unit',
  severity: 'error',
  message: (p) => `the unit \`${p.unit.slice(0, 20)}…\` is longer than the ${p.limit} characters Ganglia can carry`,
  why: 'gmond formats a metric into one line of 1024 bytes; a longer one makes the XML of the whole cluster ill-formed',
  help: 'use a shorter noun for what is counted',
});
