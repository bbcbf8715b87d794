import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownValue = defineCode<{ value: string; known: readonly string[] }>({
  code: 'PLM104',
  slug: 'unknown-value',
  severity: 'error',
  message: (p) => `\`${p.value}\` is not one of the values this key takes`,
  label: (p) => `one of ${p.known.join(', ')}`,
  why: 'a value that is not known has no meaning',
  help: (p) => didYouMean(p.value, p.known, `use one of: ${p.known.join(', ')}`),
});
