import { compareText } from '../../base/compare.ts';
import type { Merged } from './order.ts';

const columns = 110;

interface Kind {
  /** Code and slug. */
  readonly name: string;
  readonly count: number;
}

/** The most frequent kind first. */
const kindsOf = (notes: readonly Merged[]): readonly Kind[] => {
  const counts = new Map<string, number>();
  for (const { diagnostic } of notes) {
    const name = `${diagnostic.code} ${diagnostic.slug}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || compareText(a.name, b.name));
};

/** Phrases one after another, broken between them where a line is full. */
const filled = (phrases: readonly string[]): string => {
  const lines: string[] = [];
  for (const phrase of phrases) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + phrase.length <= columns) lines[lines.length - 1] = `${last} ${phrase}`;
    else lines.push(phrase);
  }
  return lines.join('\n  ');
};

/** `3 notes on what a backend says differently: PLM419 ganglia-no-source ×2, …; --notes shows them`. */
export const notesText = (notes: readonly Merged[]): string => {
  const kinds = kindsOf(notes).map(({ name, count }) => `${name} ×${count}`);
  const subject = notes.length === 1 ? '1 note' : `${notes.length} notes`;
  const listed = kinds.map((kind, at) => `${kind}${at === kinds.length - 1 ? ';' : ','}`);
  return filled([`${subject} on what a backend says differently:`, ...listed, `--notes shows ${notes.length === 1 ? 'it' : 'them'}`]);
};
