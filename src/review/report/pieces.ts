/** A piece of a cell: our own words, or text that came from an author. */
export type Piece = { readonly ours: string } | { readonly theirs: string };

export const ours = (text: string): Piece => ({ ours: text });
export const theirs = (text: string | undefined): Piece => ({ theirs: text ?? 'nothing' });

export const joined = (parts: readonly (readonly Piece[])[], separator = '; '): readonly Piece[] =>
  parts.flatMap((part, i) => (i === 0 ? part : [ours(separator), ...part]));

/** Old and new with an arrow between. */
export const arrow = (before: string | undefined, after: string | undefined): readonly Piece[] => [
  theirs(before),
  ours(' → '),
  theirs(after),
];
