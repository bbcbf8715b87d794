import { defineCode } from '../define-code.ts';

export const failsWhenRun = defineCode<{ message: string; help: string | undefined }>({
  code: 'PLM367',
  slug: 'fails-when-run',
  severity: 'error',
  message: (p) => p.message,
  why: 'Prometheus loads this, and then fails each time it evaluates it: the alert never fires',
  help: (p) => p.help ?? 'correct the argument',
});
