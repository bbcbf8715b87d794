import { isAlias, isMap, isScalar, isSeq, type Node, type Pair, type Scalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { ambiguousScalar } from '../../../../diagnostics/codes/plm029-ambiguous-scalar.ts';
import { duplicateKey } from '../../../../diagnostics/codes/plm026-duplicate-key.ts';
import { reservedKey } from '../../../../diagnostics/codes/plm028-reserved-key.ts';
import { ambiguityOf } from '../ambiguous.ts';
import { bareMap, isReservedKey } from '../bare-map.ts';
import { shorten } from '../limits.ts';
import { resolvePlain } from '../resolve-scalar.ts';
import { convertAlias } from './alias.ts';
import { type Context, spanOf } from './context.ts';
import { convertKey, type Key } from './key.ts';
import type { Located, LocatedEntry, Place } from './located.ts';
import { mergeInto } from './merge.ts';
import { checkTag } from './tag.ts';

const placeOf = (node: Node): Place => ({ start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 });

/** The end of the last line that is not blank: a block text ends there, not at the next key. */
const trimmedEnd = (text: string, { start, end }: Place): number => {
  let last = end;
  while (last > start && /\s/.test(text.charAt(last - 1))) last -= 1;
  const newline = text.indexOf('\n', last);
  return newline === -1 || newline > end ? end : newline;
};

const scalarPlace = (node: Scalar, context: Context): Place => {
  const place = placeOf(node);
  return node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED'
    ? { start: place.start, end: trimmedEnd(context.text, place) }
    : place;
};

const convertScalar = (node: Scalar, context: Context, empty: Place): Located => {
  const text = String(node.value ?? '');
  const isPlain = checkTag(node, context) && node.type === 'PLAIN';
  const place = isPlain && text === '' ? empty : scalarPlace(node, context);
  const ambiguity = isPlain ? ambiguityOf(text) : undefined;
  if (ambiguity !== undefined) {
    context.report(ambiguousScalar({ text: shorten(text), ...ambiguity }, spanOf(context, place.start, place.end)));
    return { ...place, value: text, size: 1, height: 0 };
  }
  return { ...place, value: isPlain ? resolvePlain(text) : text, size: 1, height: 0 };
};

const collection = (place: Place, value: unknown, children: readonly Located[]) => ({
  ...place,
  value,
  size: children.reduce((sum, child) => sum + child.size, 1),
  height: children.reduce((most, child) => Math.max(most, child.height), 0) + 1,
});

const lastEnd = (node: YAMLMap | YAMLSeq, ends: readonly Place[]): Place => {
  const { start, end } = placeOf(node);
  return { start, end: node.flow === true ? end : ends.reduce((most, place) => Math.max(most, place.end), start) };
};

const convertSeq = (node: YAMLSeq, context: Context): Located => {
  const items = node.items.map((item) => convertItem(item, context));
  return {
    ...collection(
      lastEnd(node, items),
      items.map(({ value }) => value),
      items,
    ),
    items,
  };
};

const dashBefore = (text: string, offset: number): Place => {
  const dash = text.lastIndexOf('-', offset);
  return dash === -1 ? { start: offset, end: offset } : { start: dash, end: dash + 1 };
};

const convertItem = (item: unknown, context: Context): Located => {
  if (isNode(item)) return convertNode(item, context, dashBefore(context.text, (item.range?.[0] ?? 0) - 1));
  return { start: 0, end: 0, value: null, size: 1, height: 0 };
};

const isNode = (node: unknown): node is Node => isMap(node) || isSeq(node) || isScalar(node) || isAlias(node);

const canAdd = (key: Key, entries: ReadonlyMap<string, LocatedEntry>, context: Context): boolean => {
  const span = spanOf(context, key.start, key.end);
  const first = entries.get(key.text);
  if (isReservedKey(key.text)) context.report(reservedKey({ key: key.text }, span));
  else if (first === undefined) return true;
  else {
    const related = [{ span: spanOf(context, first.key.start, first.key.end), label: 'first defined here' }];
    context.report(duplicateKey({ key: shorten(key.text) }, span, related));
  }
  return false;
};

interface Collected {
  readonly entries: Map<string, LocatedEntry>;
  readonly merges: Map<string, LocatedEntry>;
  readonly places: Place[];
}

const addPair = (pair: Pair, into: Collected, context: Context): void => {
  const fallback = isNode(pair.key) ? placeOf(pair.key).start : isNode(pair.value) ? placeOf(pair.value).start : 0;
  const key = convertKey(pair.key, context, fallback);
  const empty = key ?? { start: fallback, end: fallback };
  const node: Located = isNode(pair.value)
    ? convertNode(pair.value, context, empty)
    : { start: empty.start, end: empty.end, value: null, size: 1, height: 0 };
  into.places.push({ start: empty.start, end: Math.max(node.end, empty.end) });
  if (key === undefined) return;
  const target = key.merges ? into.merges : into.entries;
  if (canAdd(key, target, context)) target.set(key.text, { key: { start: key.start, end: key.end }, node });
};

const convertMap = (node: YAMLMap, context: Context): Located => {
  const found: Collected = { entries: new Map(), merges: new Map(), places: [] };
  for (const pair of node.items) addPair(pair, found, context);
  for (const merge of found.merges.values()) mergeInto(found.entries, merge.node, context);
  const value = bareMap();
  for (const [key, entry] of found.entries) value[key] = entry.node.value;
  const children = [...found.entries.values()].map((entry) => entry.node);
  return { ...collection(lastEnd(node, found.places), value, children), entries: found.entries };
};

const convertCollection = (node: YAMLMap | YAMLSeq, context: Context): Located => {
  checkTag(node, context);
  context.depth += 1;
  const located = isMap(node) ? convertMap(node, context) : convertSeq(node, context);
  context.depth -= 1;
  return located;
};

/** The value of a node with its places. `empty` is the place of a value that was left out. */
export const convertNode = (node: Node, context: Context, empty: Place): Located => {
  if (isAlias(node)) return convertAlias(node, context);
  if (node.anchor !== undefined) context.anchors.set(node.anchor, 'open');
  const located = isScalar(node) ? convertScalar(node, context, empty) : convertCollection(node, context);
  if (node.anchor !== undefined) context.anchors.set(node.anchor, located);
  return located;
};
