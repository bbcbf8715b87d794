import { defineCode } from '../define-code.ts';

export const notifyNever = defineCode<{ level: string; threshold: string }>({
  code: 'PLM323',
  slug: 'notify-never',
  severity: 'error',
  message: (p) => `\`notify.${p.level}\` never happens: \`${p.threshold}\` has no ${p.level} limit`,
  why: 'a receiver that can never be reached looks like protection',
  help: (p) => `give the threshold a ${p.level} limit, or take the level out of \`notify\``,
});
