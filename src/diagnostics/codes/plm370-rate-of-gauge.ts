import { defineCode } from '../define-code.ts';

export const rateOfGauge = defineCode<{ over: string; metric: string }>({
  code: 'PLM370',
  slug: 'rate-of-gauge',
  severity: 'error',
  message: (p) => `\`${p.over}\` is taken of \`${p.metric}\`, which is a gauge`,
  label: 'declared as a gauge',
  why: 'each fall of a gauge would be taken for a restart of a counter, and added: the result has no meaning',
  help: (p) => `use \`deriv\` or \`delta\`, or declare \`${p.metric}\` as a counter if it only grows`,
});
