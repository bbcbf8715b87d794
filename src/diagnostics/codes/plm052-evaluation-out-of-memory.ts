import { defineCode } from '../define-code.ts';

export const evaluationOutOfMemory = defineCode<{ megabytes: number }>({
  code: 'PLM052',
  slug: 'evaluation-out-of-memory',
  severity: 'error',
  message: (p) => `the file needs more than the ${p.megabytes} MiB of memory it may use`,
  label: 'stopped here',
  why: 'definitions are small; what needs so much memory is a loop that does not end, or data that does not belong here',
  help: 'keep only what the definitions need',
});
