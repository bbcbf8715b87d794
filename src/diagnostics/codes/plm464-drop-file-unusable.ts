import { defineCode } from '../define-code.ts';

export const dropFileUnusable = defineCode<{ reason: string; help: string }>({
  code: 'PLM464',
  slug: 'drop-file-unusable',
  severity: 'error',
  message: (p) => `the collector would not use this drop file: ${p.reason}`,
  why: 'a drop file is written by others, so the collector takes only plain files of a sane size, and refuses the rest as a whole',
  help: (p) => p.help,
});
