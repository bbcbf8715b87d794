import { defineCode } from '../define-code.ts';

export const unknownFile = defineCode<{ file: string; folder: string }>({
  code: 'PLM003',
  slug: 'unknown-file',
  severity: 'warning',
  message: (p) => `\`${p.file}\` is not read: definitions are .yaml or .ts files`,
  why: (p) => `what stands in \`${p.folder}/\` is expected to define something`,
  help: 'rename it to end in .yaml or .ts, or move it out of the folder',
});
