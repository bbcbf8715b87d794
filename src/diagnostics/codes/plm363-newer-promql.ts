import { defineCode } from '../define-code.ts';

export const newerPromql = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM363',
  slug: 'newer-promql',
  severity: 'error',
  message: (p) => p.message,
  why: 'rules are written for Prometheus 2.42 and everything after it; an older daemon would refuse the whole file',
  help: (p) => p.help ?? 'write it as Prometheus 2.42 reads it',
});
