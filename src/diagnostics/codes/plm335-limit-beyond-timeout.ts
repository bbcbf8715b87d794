import { defineCode } from '../define-code.ts';

export const limitBeyondTimeout = defineCode<{ measure: string; limit: string; timeout: string }>({
  code: 'PLM335',
  slug: 'limit-beyond-timeout',
  severity: 'error',
  message: (p) => `the limit of \`${p.measure}\`, ${p.limit} seconds, is never reached`,
  label: (p) => `the probe gives up after ${p.timeout}`,
  why: 'an answer that takes as long as the timeout is a failure already, so no time beyond it is ever measured',
  help: (p) => `raise \`timeout\` of the probe above ${p.limit} seconds, or lower the limit`,
});
