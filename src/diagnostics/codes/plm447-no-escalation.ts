import { defineCode } from '../define-code.ts';

export const noEscalation = defineCode<{ team: string }>({
  code: 'PLM447',
  slug: 'no-escalation',
  severity: 'info',
  message: (p) => `Alertmanager does not escalate for team \`${p.team}\``,
  label: 'not on Alertmanager',
  why: 'Alertmanager has no second notification after a while; it would take a twin of every rule with a longer wait',
  help: 'escalate in the paging service, or rely on Nagios for it',
});
