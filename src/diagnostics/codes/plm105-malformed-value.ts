import { defineCode } from '../define-code.ts';

export const malformedValue = defineCode<{
  value: string;
  expected: string;
  example?: string;
  pattern?: string;
  meant?: readonly string[];
}>({
  code: 'PLM105',
  slug: 'malformed-value',
  severity: 'error',
  message: (p) => `\`${p.value}\` is not ${p.expected}`,
  label: (p) => `not ${p.expected}`,
  why: 'a value that is only nearly right is not guessed at',
  help: (p) =>
    p.meant !== undefined && p.meant.length > 0 ? `did you mean ${p.meant.map((one) => `\`${one}\``).join(' or ')}?` : written(p),
});

const written = (p: { readonly expected: string; readonly example?: string; readonly pattern?: string }): string =>
  p.pattern === undefined ? `write something like \`${p.example ?? p.expected}\`` : `write what the pattern \`${p.pattern}\` takes`;
