import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownKey = defineCode<{ key: string; known: readonly string[] }>({
  code: 'PLM101',
  slug: 'unknown-key',
  severity: 'error',
  message: (p) => `unknown key \`${p.key}\``,
  label: 'not a key here',
  why: 'a key that is not known would be ignored, and what it meant would not happen',
  help: (p) => didYouMean(p.key, p.known, `known keys: ${p.known.join(', ')}`),
});
