import { defineCode } from '../define-code.ts';

export const notAvailable = defineCode<{ name: string; instead: string }>({
  code: 'PLM050',
  slug: 'not-available',
  severity: 'error',
  message: (p) => `\`${p.name}\` is not available in a definition`,
  label: 'not available',
  why: 'the same source must give the same result at every moment, on every machine, without touching either',
  help: (p) => p.instead,
});
