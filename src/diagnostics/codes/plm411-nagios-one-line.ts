import { defineCode } from '../define-code.ts';

export const nagiosOneLine = defineCode<{ id: string }>({
  code: 'PLM411',
  slug: 'nagios-one-line',
  severity: 'info',
  message: (p) => `Nagios' pages show the \`why\` of \`${p.id}\` on one line`,
  why: 'a value in its configuration is one line; messages, which do not take the text from there, have it as it was written',
  help: 'leave it if the text is still clear; else write one paragraph, without a backslash at the end',
});
