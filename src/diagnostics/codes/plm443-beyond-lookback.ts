import { defineCode } from '../define-code.ts';

export const beyondLookback = defineCode<{ what: string; interval: string; lookback: string }>({
  code: 'PLM443',
  slug: 'beyond-lookback',
  severity: 'error',
  message: (p) => `${p.what} of ${p.interval} leaves gaps: a sample is current for ${p.lookback}`,
  label: (p) => `not less than ${p.lookback}`,
  why: 'between two samples the series would be missing, so alerts would resolve and fire again each time',
  help: (p) => `make it shorter than ${p.lookback}, or declare the \`lookback\` that the daemon runs with`,
});
