import { didYouMean } from '../../base/suggest.ts';
import { defineCode } from '../define-code.ts';

export const unknownUnit = defineCode<{ unit: string; known: readonly string[] }>({
  code: 'PLM305',
  slug: 'unknown-unit',
  severity: 'error',
  message: (p) => `\`${p.unit}\` is not a unit`,
  label: 'not a unit',
  why: 'units are what makes limits comparable',
  help: (p) => didYouMean(p.unit, p.known, 'use a known unit, or a plural noun in lower case for things that are counted'),
});
