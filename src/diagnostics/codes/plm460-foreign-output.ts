import { defineCode } from '../define-code.ts';

export const foreignOutput = defineCode<{ directory: string; file: string }>({
  code: 'PLM460',
  slug: 'foreign-output',
  severity: 'error',
  message: (p) => `\`${p.directory}\` holds files that Plimsoll did not generate: \`${p.file}\``,
  why: 'a build replaces the directory as a whole, and would delete them',
  help: 'move them elsewhere, or build into a directory of its own with --out',
});
