import { defineCode } from '../define-code.ts';

export const baseBroken = defineCode<{ name: string; count: number; first: string }>({
  code: 'PLM501',
  slug: 'base-broken',
  severity: 'error',
  message: (p) => `\`${p.name}\` does not compile: ${p.first}${p.count > 1 ? ` and ${p.count - 1} more` : ''}`,
  why: 'what does not compile has no model, so nothing can be compared with it',
  help: 'compare with the last commit that compiles',
});
