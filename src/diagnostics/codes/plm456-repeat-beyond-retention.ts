import { defineCode } from '../define-code.ts';

export const repeatBeyondRetention = defineCode<{ repeat: string; retention: string }>({
  code: 'PLM456',
  slug: 'repeat-beyond-retention',
  severity: 'warning',
  message: (p) => `a \`repeatInterval\` of ${p.repeat} means ${p.retention}`,
  label: (p) => `more than the \`retention\` of ${p.retention}`,
  why: 'Alertmanager forgets what it has told after its data retention, and tells it again',
  help: 'shorten `repeatInterval`, or set `retention` to the `--data.retention` that the daemon is started with',
});
