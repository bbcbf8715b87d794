import { defineCode } from '../define-code.ts';

export const notifyNever = defineCode<{
  level: string;
  /** What gives no such level: a threshold in backticks, or a kind of check. */ by: string;
}>({
  code: 'PLM323',
  slug: 'notify-never',
  severity: 'error',
  message: (p) => `\`notify.${p.level}\` never happens: ${p.by} never gets ${p.level}`,
  why: 'a receiver that can never be reached looks like protection',
  help: (p) => `give it a ${p.level} limit, or take the level out of \`notify\``,
});
