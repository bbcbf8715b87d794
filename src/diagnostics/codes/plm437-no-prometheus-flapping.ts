import { defineCode } from '../define-code.ts';

export const noPrometheusFlapping = defineCode<{ check: string }>({
  code: 'PLM437',
  slug: 'no-prometheus-flapping',
  severity: 'info',
  message: (p) => `Prometheus tells every change of \`${p.check}\`, however often it changes`,
  label: 'for Nagios alone',
  why: 'neither Prometheus nor Alertmanager counts changes of state',
  help: 'use `clear` or `keepFor`, which hold an alert on both',
});
