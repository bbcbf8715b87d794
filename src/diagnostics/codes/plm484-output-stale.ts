import { defineCode } from '../define-code.ts';

export const outputStale = defineCode<{ directory: string; file: string; more: number }>({
  code: 'PLM484',
  slug: 'output-stale',
  severity: 'warning',
  message: (p) => `\`${p.directory}\` is not what the definitions say now: \`${p.file}\`${p.more === 0 ? '' : ` and ${p.more} more`}`,
  why: 'what is verified here would not be what the next build writes',
  help: 'run `plimsoll build`, then verify again',
});
