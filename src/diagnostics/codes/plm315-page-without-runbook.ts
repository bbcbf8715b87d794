import { defineCode } from '../define-code.ts';

export const pageWithoutRunbook = defineCode<{ check: string }>({
  code: 'PLM315',
  slug: 'page-without-runbook',
  severity: 'error',
  message: (p) => `\`${p.check}\` pages somebody, but has no \`runbook\``,
  label: 'wakes somebody',
  why: 'whoever is woken at night needs to know what to do first',
  help: 'add `runbook`, or notify by `ticket`',
});
