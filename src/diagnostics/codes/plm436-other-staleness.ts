import { defineCode } from '../define-code.ts';

export const otherStaleness = defineCode<{ check: string; because: string }>({
  code: 'PLM436',
  slug: 'other-staleness',
  severity: 'info',
  message: (p) => `Prometheus notices that \`${p.check}\` has no fresh value at another time than \`staleAfter\` says`,
  label: 'not after `staleAfter`',
  why: (p) => p.because,
  help: 'expect that time, or set `staleAfter` of the metric to it',
});
