import { defineCode } from '../define-code.ts';

export const noDefaultExport = defineCode<{ exported: string }>({
  code: 'PLM047',
  slug: 'no-default-export',
  severity: 'error',
  message: 'the file has no default export',
  why: 'the default export is what a definition file defines; without it the file defines nothing',
  help: (p) =>
    p.exported === ''
      ? 'write `export default checks({ ... })`, or the builder of this folder'
      : `make it the default: \`export default ${p.exported}\`; a file of helpers belongs outside the definition folders, in \`lib/\``,
});
