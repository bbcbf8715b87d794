import { defineCode } from '../define-code.ts';

export const wrongBuilder = defineCode<{ builder: string; folder: string; expected: string }>({
  code: 'PLM004',
  slug: 'wrong-builder',
  severity: 'error',
  message: (p) => `\`${p.builder}\` does not belong into \`${p.folder}/\``,
  why: 'the folder says which kind a file defines',
  help: (p) => `use \`${p.expected}(...)\` here, or move the file`,
});
