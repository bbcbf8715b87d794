import { defineCode } from '../define-code.ts';

export const nagiosUnwritable = defineCode<{ id: string; why: string }>({
  code: 'PLM405',
  slug: 'nagios-unwritable',
  severity: 'error',
  message: (p) => `Nagios cannot run \`${p.id}\`: ${p.why}`,
  why: 'a line of its configuration has no way to write it, and leaving it out would run something else',
  help: 'choose an argument or a name of one line, without control characters',
});
