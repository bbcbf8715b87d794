import { defineCode } from '../define-code.ts';

export const gangliaNameTaken = defineCode<{ name: string; by: string }>({
  code: 'PLM415',
  slug: 'ganglia-name-taken',
  severity: 'error',
  message: (p) => `\`${p.name}\` is a name that ${p.by} already sends to Ganglia`,
  why: 'two senders of one name overwrite each other, and some names gmond keeps to itself: the values would be lost or wrong',
  help: 'rename the metric, for instance with the name of the application in front',
});
