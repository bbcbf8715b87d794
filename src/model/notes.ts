/** A piece of an author's notes: text, or a hole that the daemon fills when it tells. */
export type NotePart = string | { readonly kind: 'value' } | { readonly kind: 'label'; readonly name: string };

const hole = /\{\{\s*\$(?:(value)|labels\.([a-zA-Z_][a-zA-Z0-9_]*))\s*\}\}/g;

/** Notes taken apart at `{{ $value }}` and `{{ $labels.NAME }}`; everything else, other braces included, is text. */
export const parseNotes = (notes: string): readonly NotePart[] => {
  const parts: NotePart[] = [];
  let end = 0;
  for (const match of notes.matchAll(hole)) {
    if (match.index > end) parts.push(notes.slice(end, match.index));
    parts.push(match[2] === undefined ? { kind: 'value' } : { kind: 'label', name: match[2] });
    end = match.index + match[0].length;
  }
  return end < notes.length ? [...parts, notes.slice(end)] : parts;
};

/** Notes for a daemon that fills no holes: each is named instead, `(host)`, `(value)`. */
export const plainNotes = (notes: string): string =>
  parseNotes(notes)
    .map((part) => (typeof part === 'string' ? part : `(${part.kind === 'value' ? 'value' : part.name})`))
    .join('');
