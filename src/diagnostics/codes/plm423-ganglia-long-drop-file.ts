import { defineCode } from '../define-code.ts';

export const gangliaLongDropFile = defineCode<{ limit: number }>({
  code: 'PLM423',
  slug: 'ganglia-long-drop-file',
  severity: 'error',
  message: (p) => `the name of the drop file is longer than ${p.limit} characters`,
  why: 'file systems allow 255 bytes for a name, and the temporary name of the producer needs some of them',
  help: 'shorten the name under `from.dropFile`',
});
