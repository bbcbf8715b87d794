import { defineCode } from '../define-code.ts';

export const endlessSelector = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM364',
  slug: 'endless-selector',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus refuses a selector that could match any series, or names its metric twice',
  help: (p) => p.help ?? 'name the metric',
});
