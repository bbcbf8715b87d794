import { defineCode } from '../define-code.ts';

export const nagiosPollerIdle = defineCode({
  code: 'PLM399',
  slug: 'nagios-poller-idle',
  severity: 'warning',
  message: '`metricResults: poller` is asked for, and no check reads a metric from gmetad',
  why: 'nothing is written for the poller, and every service asks for itself',
  help: 'take `metricResults` out, or give `gmetad` and metrics that Ganglia has',
});
