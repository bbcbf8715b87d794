import { escapeHtml } from '../../base/html.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import type { Piece } from './pieces.ts';
import { wordChange } from './word-change.ts';

/** Text of an author on a line of ours: in a box of its own direction, every character that hides shown. */
export const theirs = (text: string): string => `<bdi>${escapeHtml(visible(text))}</bdi>`;

/** A name or number of an author. */
export const named = (text: string): string => `<code>${theirs(text)}</code>`;

export const print = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('ours' in piece ? escapeHtml(piece.ours) : named(piece.theirs))).join('');

/** The same, where the text of an author is a sentence. */
export const prose = (pieces: readonly Piece[]): string =>
  pieces.map((piece) => ('ours' in piece ? escapeHtml(piece.ours) : theirs(piece.theirs))).join('');

const stretchTag = { kept: 'span', removed: 'del', added: 'ins' } as const;

/** A text with what was taken out and put in marked, word by word. */
export const changedText = (before: string, after: string): string =>
  `<span class="text">${wordChange(before, after)
    .map(({ kind, text }) => `<${stretchTag[kind]}>${escapeHtml(visible(text.replaceAll('\n', ' ')))}</${stretchTag[kind]}>`)
    .join('')}</span>`;
