import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Span } from '../../src/diagnostics/span.ts';

/** The span of the first occurrence of `word` in `text`. */
export const spanOf = (file: string, text: string, word: string): Span => {
  const start = text.indexOf(word);
  if (start < 0) throw new Error(`no ${word} in ${file}`);
  return { file, start, end: start + word.length };
};

/** A finding for tests of renderers, with any part of it replaced. */
export const finding = (more: Partial<Diagnostic> = {}): Diagnostic => ({
  code: 'PLM100',
  slug: 'sample',
  severity: 'error',
  message: 'something is wrong',
  why: 'it would hurt',
  help: 'mend it',
  related: [],
  ...more,
});
