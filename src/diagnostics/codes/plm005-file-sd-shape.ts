import { defineCode } from '../define-code.ts';

export const fileSdShape = defineCode<{ problem: string }>({
  code: 'PLM005',
  slug: 'file-sd-shape',
  severity: 'error',
  message: (p) => `not a Prometheus file_sd list: ${p.problem}`,
  why: 'inventory in JSON is read as Prometheus reads it: a list of { targets, labels }',
  help: 'correct the entry, or generate the file again',
});
