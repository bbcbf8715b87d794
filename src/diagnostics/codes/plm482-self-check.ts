import { defineCode } from '../define-code.ts';

export const selfCheck = defineCode<{ emitter: string; message: string; place: string }>({
  code: 'PLM482',
  slug: 'self-check',
  severity: 'error',
  message: (p) => `${p.emitter} output is not sound at ${p.place}: ${p.message}`,
  why: 'the daemon would accept this and do something else',
  help: 'build again; if it stays, report what was generated',
});
