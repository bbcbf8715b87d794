import { defineCode } from '../define-code.ts';

export const noPrometheusHysteresis = defineCode<{ check: string }>({
  code: 'PLM435',
  slug: 'no-prometheus-hysteresis',
  severity: 'info',
  message: (p) => `Prometheus resolves \`${p.check}\` at its limit, not at \`clear\``,
  label: 'Prometheus does not hold the alert until here',
  why: 'what evaluates the rules cannot read `ALERTS`, so it does not know whether an alert was raised before',
  help: 'expect shorter alerts from Prometheus than from Nagios when the value hovers at the limit',
});
