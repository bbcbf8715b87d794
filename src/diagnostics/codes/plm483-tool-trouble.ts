import { defineCode } from '../define-code.ts';

export const toolTrouble = defineCode<{ tool: string; reason: string }>({
  code: 'PLM483',
  slug: 'tool-trouble',
  severity: 'error',
  message: (p) => `${p.tool} did not finish: ${p.reason}`,
  why: 'what was not verified must not count as verified',
  help: 'run it by hand to see why',
});
