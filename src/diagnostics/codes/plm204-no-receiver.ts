import { defineCode } from '../define-code.ts';

export const noReceiver = defineCode<{ team: string; urgency: string; environment: string }>({
  code: 'PLM204',
  slug: 'no-receiver',
  severity: 'error',
  message: (p) => `team \`${p.team}\` has no receiver for \`${p.urgency}\``,
  label: 'nobody would be told',
  why: 'a problem that reaches this level would be noticed by nobody',
  help: (p) => `give the team a \`${p.urgency}\` receiver, or notify it in another way`,
});
