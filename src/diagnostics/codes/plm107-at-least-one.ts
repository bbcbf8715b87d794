import { defineCode } from '../define-code.ts';

export const atLeastOne = defineCode<{ what: string; keys: readonly string[] }>({
  code: 'PLM107',
  slug: 'at-least-one',
  severity: 'error',
  message: (p) => `no ${p.what} given`,
  why: (p) => `without a ${p.what} the definition does nothing`,
  help: (p) => `add at least one of: ${p.keys.join(', ')}`,
});
