import { defineCode } from '../define-code.ts';

export const prometheusCannotProbe = defineCode<{ check: string; why: string }>({
  code: 'PLM430',
  slug: 'prometheus-cannot-probe',
  severity: 'info',
  message: (p) => `Prometheus cannot look the way \`${p.check}\` asks`,
  label: 'not on Prometheus',
  why: (p) => p.why,
  help: 'leave it to Nagios, or measure it with an exporter and use a threshold on that metric',
});
