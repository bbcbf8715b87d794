import { defineCode } from '../define-code.ts';

export const watchedByNobody = defineCode<{ check: string; environment: string }>({
  code: 'PLM463',
  slug: 'watched-by-nobody',
  severity: 'warning',
  message: (p) => `neither Nagios nor Prometheus watches \`${p.check}\` in \`${p.environment}\``,
  label: 'watched by nobody',
  why: 'every backend left it out, so nothing would ever be noticed',
  help: 'see the reasons with --notes, and give it a form that one of the targets can look at',
});
