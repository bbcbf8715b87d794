import { defineCode } from '../define-code.ts';

export const slowHeartbeat = defineCode<{ check: string }>({
  code: 'PLM434',
  slug: 'slow-heartbeat',
  severity: 'info',
  message: (p) => `Prometheus notices the silence of \`${p.check}\` up to five minutes late`,
  label: 'a calculated source stays for a while',
  why: 'an expression over a series keeps its last value for five minutes after the series has stopped',
  help: 'name a stored series as the source of the metric, or allow for the delay in `within`',
});
