import { defineCode } from '../define-code.ts';

export const exactlyOne = defineCode<{ what: string; keys: readonly string[]; found: readonly string[] }>({
  code: 'PLM106',
  slug: 'exactly-one',
  severity: 'error',
  message: (p) =>
    `exactly one ${p.what} is needed, found ${p.found.length === 0 ? 'none' : p.found.map((key) => `\`${key}\``).join(' and ')}`,
  why: (p) => `it is the ${p.what} that says what the definition means`,
  help: (p) => (p.found.length === 0 ? `add one of: ${p.keys.join(', ')}` : 'keep one, and make the other a definition of its own'),
});
