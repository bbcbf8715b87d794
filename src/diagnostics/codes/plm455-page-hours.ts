import { defineCode } from '../define-code.ts';

export const pageHours = defineCode<{ check: string; short: string; full: string }>({
  code: 'PLM455',
  slug: 'page-hours',
  severity: 'info',
  message: (p) => `\`${p.check}\` pages nobody ${p.short}`,
  label: 'nobody is paged outside of these hours',
  why: (p) => `nobody is paged ${p.full}`,
  help: 'leave out `during` if it must page at all times',
});
