import { defineCode } from '../define-code.ts';

export const noEscalation = defineCode<{ team: string; steps: string }>({
  code: 'PLM447',
  slug: 'no-escalation',
  severity: 'info',
  message: (p) => `Alertmanager leaves out ${p.steps} of the escalation of \`${p.team}\``,
  label: 'reaches a receiver that has been told',
  why: 'the same receiver has been told by then, and Alertmanager reminds it every `repeatInterval` instead',
  help: 'escalate to another team or by another urgency, or shorten `repeatInterval`',
});
