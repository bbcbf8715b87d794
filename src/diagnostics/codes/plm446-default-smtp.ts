import { defineCode } from '../define-code.ts';

export const defaultSmtp = defineCode<{ smarthost: string; from: string }>({
  code: 'PLM446',
  slug: 'default-smtp',
  severity: 'info',
  message: (p) => `Alertmanager will send mail through \`${p.smarthost}\` as \`${p.from}\``,
  label: 'no `smtp` is set',
  why: 'teams are told by mail, and the target does not say which mail server takes it',
  help: 'set `smtp: { smarthost: ..., from: ... }`, or make sure that a mail server listens there',
});
