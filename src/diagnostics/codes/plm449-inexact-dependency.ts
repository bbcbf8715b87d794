import { defineCode } from '../define-code.ts';

export const inexactDependency = defineCode<{ check: string; on: string; why: string }>({
  code: 'PLM449',
  slug: 'inexact-dependency',
  severity: 'info',
  message: (p) => `Alertmanager does not always hold back \`${p.check}\` while \`${p.on}\` fails`,
  label: 'not on Alertmanager',
  why: (p) => p.why,
  help: 'depend on a check that looks at the same hosts and tells somebody',
});
