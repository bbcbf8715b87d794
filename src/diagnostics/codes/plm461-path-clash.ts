import { defineCode } from '../define-code.ts';

export const pathClash = defineCode<{ path: string; emitter: string }>({
  code: 'PLM461',
  slug: 'path-clash',
  severity: 'error',
  message: (p) => `two artifacts of \`${p.emitter}\` want to be \`${p.path}\``,
  why: 'one would overwrite the other',
  help: 'rename one of the definitions they come from',
});
