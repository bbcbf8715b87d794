import { defineCode } from '../define-code.ts';

export const gangliaShortLife = defineCode<{ staleAfter: string; shortest: string }>({
  code: 'PLM421',
  slug: 'ganglia-short-life',
  severity: 'warning',
  message: (p) => `Ganglia keeps a value for ${p.shortest}, longer than the \`${p.staleAfter}\` of \`staleAfter\``,
  why: 'the collector runs once a minute; a value that lives shorter would come and go between two runs',
  help: 'raise `staleAfter` to two minutes or more',
});
