import { defineCode } from '../define-code.ts';

export const codeHostRefuses = defineCode<{ request: string; status: number; said: string }>({
  code: 'PLM504',
  slug: 'code-host-refuses',
  severity: 'error',
  message: (p) =>
    p.status === 0 ? `the code host does not answer \`${p.request}\`` : `the code host answers \`${p.request}\` with ${p.status}`,
  why: (p) => `it says: ${p.said}; a report that cannot be shown must not leave a green mark behind`,
  help: 'look at what it says, give the token the rights it lacks, and run the report again',
});
