import { compareText } from '../../base/compare.ts';
import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { Span } from '../span.ts';

/** A finding and how often exactly it was reported. */
export interface Merged {
  readonly diagnostic: Diagnostic;
  readonly count: number;
}

const nowhere: Span = { file: '', start: 0, end: 0 };

const compare = (a: Diagnostic, b: Diagnostic): number => {
  const { span: from = nowhere } = a;
  const { span: to = nowhere } = b;
  const place = compareText(from.file, to.file) || from.start - to.start;
  return place || compareText(a.code, b.code) || from.end - to.end || compareText(a.message, b.message);
};

const isSame = (a: Diagnostic, b: Diagnostic): boolean => compare(a, b) === 0 && a.label === b.label && a.help === b.help;

/** Sorted by file, offset and code, findings without a place first; identical ones merged. */
export const arrange = (diagnostics: readonly Diagnostic[]): readonly Merged[] => {
  const arranged: Merged[] = [];
  for (const diagnostic of [...diagnostics].sort(compare)) {
    const last = arranged.at(-1);
    if (last === undefined || !isSame(last.diagnostic, diagnostic)) arranged.push({ diagnostic, count: 1 });
    else arranged[arranged.length - 1] = { diagnostic: last.diagnostic, count: last.count + 1 };
  }
  return arranged;
};

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** At most `limit` of `arranged`, in the same order; errors are kept before warnings. */
export const capped = (arranged: readonly Merged[], limit: number): readonly Merged[] => {
  if (arranged.length <= limit) return arranged;
  const byRank = arranged.map((_, index) => index).sort((a, b) => rankAt(arranged, a) - rankAt(arranged, b) || a - b);
  const kept = new Set(byRank.slice(0, limit));
  return arranged.filter((_, index) => kept.has(index));
};

const rankAt = (arranged: readonly Merged[], index: number): number => rank[arranged[index]?.diagnostic.severity ?? 'info'];

export interface Summary {
  readonly errors: number;
  readonly warnings: number;
}

/** How many different findings there are; merged ones count once. */
export const summarize = (arranged: readonly Merged[]): Summary => ({
  errors: arranged.filter(({ diagnostic }) => diagnostic.severity === 'error').length,
  warnings: arranged.filter(({ diagnostic }) => diagnostic.severity === 'warning').length,
});

const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? '' : 's'}`;

/** `2 errors, 1 warning`; only what there is; empty for nothing. */
export const summaryText = (arranged: readonly Merged[]): string => {
  const { errors, warnings } = summarize(arranged);
  const notes = arranged.length - errors - warnings;
  const parts = [errors > 0 && counted(errors, 'error'), warnings > 0 && counted(warnings, 'warning'), notes > 0 && counted(notes, 'note')];
  return parts.filter((part) => part !== false).join(', ');
};
