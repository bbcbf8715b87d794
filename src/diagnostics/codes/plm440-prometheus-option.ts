import { defineCode } from '../define-code.ts';

export const prometheusOption = defineCode<{ option: string; problem: string; why: string; help: string }>({
  code: 'PLM440',
  slug: 'prometheus-option',
  severity: 'error',
  message: (p) => `option \`${p.option}\` of \`targets.prometheus\` ${p.problem}`,
  why: (p) => p.why,
  help: (p) => p.help,
});
