import { defineCode } from '../define-code.ts';

export const gangliaNoSource = defineCode<{ id: string }>({
  code: 'PLM419',
  slug: 'ganglia-no-source',
  severity: 'info',
  message: (p) => `\`${p.id}\` has no source that Ganglia could show`,
  why: 'Ganglia has no graph of it, and a check that reads Ganglia cannot see it',
  help: 'add `dropFile` or `ganglia` under `from` if Ganglia is to have it',
});
