import { defineCode } from '../define-code.ts';

export const gangliaInexactRange = defineCode<{ id: string; end: string }>({
  code: 'PLM420',
  slug: 'ganglia-inexact-range',
  severity: 'warning',
  message: (p) => `Ganglia rounds whole numbers of \`${p.id}\` on the way to ${p.end}`,
  why: 'it stores numbers as doubles, which skip whole numbers beyond 9007199254740992',
  help: 'count in a larger unit, or narrow the `range`',
});
