import { defineCode } from '../define-code.ts';

export const ambiguousScalar = defineCode<{ text: string; reading: string; help: string }>({
  code: 'PLM029',
  slug: 'ambiguous-scalar',
  severity: 'error',
  message: (p) => `\`${p.text}\` is ambiguous: ${p.reading}`,
  label: 'number or text?',
  why: 'versions of YAML, and people, disagree on its value, and nothing is retyped silently here',
  help: (p) => p.help,
});
