import { defineCode } from '../define-code.ts';

export const dropFileLine = defineCode<{ problem: string; help: string }>({
  code: 'PLM466',
  slug: 'drop-file-line',
  severity: 'error',
  message: (p) => `a line is not \`KEY VALUE\`: ${p.problem}`,
  why: 'the collector does not guess: it refuses the line, counts it, and uses the others',
  help: (p) => p.help,
});
