import { defineCode } from '../define-code.ts';

export const inexactConversion = defineCode<{ value: string; unit: string }>({
  code: 'PLM304',
  slug: 'inexact-conversion',
  severity: 'error',
  message: (p) => `\`${p.value}\` has no exact value in ${p.unit}`,
  why: 'the daemons would each round it in their own way, and disagree at the limit',
  help: (p) => `choose a limit that is exact in ${p.unit}`,
});
