import { defineCode } from '../define-code.ts';

export const uncountableQuorum = defineCode<{ check: string; healthy: string; why: string }>({
  code: 'PLM432',
  slug: 'uncountable-quorum',
  severity: 'info',
  message: (p) => `Prometheus cannot count the healthy members of \`${p.check}\``,
  label: (p) => `\`${p.healthy}\` gives no series per healthy member`,
  why: (p) => p.why,
  help: 'count by a threshold, heartbeat or probe check that Prometheus sees, or leave the quorum to Nagios',
});
