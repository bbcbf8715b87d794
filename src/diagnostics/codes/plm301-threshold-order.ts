import { defineCode } from '../define-code.ts';

export const thresholdOrder = defineCode<{ critical: string; warning: string; form: string }>({
  code: 'PLM301',
  slug: 'threshold-order',
  severity: 'error',
  message: `\`critical\` is reached before \`warning\``,
  label: (p) => `${p.critical} does not lie beyond the warning, ${p.warning}`,
  why: (p) => `with \`${p.form}\`, some values would be critical without ever having been a warning`,
  help: 'move `critical` further out than `warning`, or swap the two',
});
