import { defineCode } from '../define-code.ts';

export const noPrometheusHysteresis = defineCode<{ check: string }>({
  code: 'PLM429',
  slug: 'no-prometheus-hysteresis',
  severity: 'info',
  message: (p) => `Prometheus resolves \`${p.check}\` at its limit, not at \`clear\``,
  label: 'Prometheus does not hold the alert until here',
  why: 'the generated rules keep no state, so an alert ends as soon as the value is back over the limit that raised it',
  help: 'expect shorter alerts from Prometheus than from Nagios when the value hovers at the limit',
});
