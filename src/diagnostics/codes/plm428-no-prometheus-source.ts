import { defineCode } from '../define-code.ts';

export const noPrometheusSource = defineCode<{ check: string; what: string }>({
  code: 'PLM428',
  slug: 'no-prometheus-source',
  severity: 'info',
  message: (p) => `Prometheus does not watch \`${p.check}\`: ${p.what}`,
  label: 'not visible to Prometheus',
  why: 'a rule can only look at series; where there are none the check runs on the other backends alone',
  help: 'say where Prometheus finds it, or leave it to the other backends',
});
