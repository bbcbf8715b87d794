import { defineCode } from '../define-code.ts';

export const rawCounter = defineCode<{ metric: string }>({
  code: 'PLM371',
  slug: 'raw-counter',
  severity: 'warning',
  message: (p) => `the counter \`${p.metric}\` is held against a limit as it is`,
  label: 'counts since its process started',
  why: 'a counter only grows until its process restarts: the limit is passed for ever, or never after a restart',
  help: (p) => `compare its growth, such as \`increase(${p.metric}[1h])\` or \`rate(${p.metric}[5m])\``,
});
