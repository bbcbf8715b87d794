import { isAlias, isScalar } from 'yaml';
import { keyNotText } from '../../../../diagnostics/codes/plm027-key-not-text.ts';
import { ambiguityOf } from '../ambiguous.ts';
import { shorten } from '../limits.ts';
import { isNumberText, resolvePlain } from '../resolve-scalar.ts';
import { checkTag } from './tag.ts';
import { type Context, spanOf } from './context.ts';
import type { Place } from './located.ts';

/** A key as text, and whether it is the merge key. */
export interface Key extends Place {
  readonly text: string;
  readonly merges: boolean;
}

const wrongPlain = (text: string): string | undefined => {
  const quoted = shorten(text);
  if (isNumberText(text) || (ambiguityOf(text) !== undefined && !/^[a-z]+$/i.test(text))) return `the number \`${quoted}\``;
  return typeof resolvePlain(text) === 'string' && ambiguityOf(text) === undefined ? undefined : `the word \`${quoted}\``;
};

const complain = (found: string, help: string, place: Place, context: Context): void =>
  context.report(keyNotText({ found, help }, spanOf(context, place.start, place.end)));

const checkPlain = (text: string, place: Place, context: Context): void => {
  const found = wrongPlain(text);
  if (found === undefined) return;
  complain(found, `quote it: \`'${shorten(text)}'\``, place, context);
};

/** Nothing stands before the colon: that is the place to show. */
const missingKey = (from: number, context: Context): undefined => {
  const colon = context.text.indexOf(':', from);
  const start = colon === -1 ? from : colon;
  complain('an empty place', 'write the key before the colon', { start, end: start + 1 }, context);
  return undefined;
};

/** The key of a pair; undefined, and reported, for maps, lists and aliases. */
export const convertKey = (node: unknown, context: Context, fallback: number): Key | undefined => {
  if (isScalar(node)) {
    const place = { start: node.range?.[0] ?? fallback, end: node.range?.[1] ?? fallback };
    const isPlain = node.type === 'PLAIN' && checkTag(node, context);
    const text = String(node.value ?? '');
    if (isPlain && text === '') return missingKey(place.start, context);
    if (isPlain) checkPlain(text, place, context);
    return { ...place, text, merges: isPlain && text === '<<' };
  }
  if (node === null || node === undefined) return missingKey(fallback, context);
  const place = { start: fallback, end: fallback + 1 };
  complain(isAlias(node) ? 'an alias' : 'a map or list', 'write the key as a text', place, context);
  return undefined;
};
