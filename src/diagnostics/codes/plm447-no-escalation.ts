import { defineCode } from '../define-code.ts';

export const noEscalation = defineCode<{ team: string; step: number; urgency: string }>({
  code: 'PLM447',
  slug: 'no-escalation',
  severity: 'info',
  message: (p) => `step ${p.step} of the escalation of \`${p.team}\` tells nobody new on Alertmanager`,
  label: 'reaches a receiver that has been told',
  why: (p) =>
    `what \`${p.team}\` is told by ${p.urgency} has reached the same receiver before, which Alertmanager reminds every \`repeatInterval\``,
  help: 'escalate to another team or by another urgency, or shorten `repeatInterval`',
});
