import { defineCode } from '../define-code.ts';

export const fileTooLarge = defineCode<{ megabytes: string; limit: number }>({
  code: 'PLM020',
  slug: 'file-too-large',
  severity: 'error',
  message: (p) => `the file has ${p.megabytes} MiB; at most ${p.limit} are read`,
  why: 'a file of this size is data that strayed here, and nobody could review it',
  help: 'split it by subject: every file of the folder is read, whatever its name',
});
