import { defineCode } from '../define-code.ts';

export const dropFileRepeats = defineCode<{ key: string }>({
  code: 'PLM469',
  slug: 'drop-file-repeats',
  severity: 'warning',
  message: (p) => `\`${p.key}\` is repeated; the last one counts`,
  why: 'a metric has one value; the earlier ones are lost without a trace in Ganglia',
  help: 'write each key once',
});
