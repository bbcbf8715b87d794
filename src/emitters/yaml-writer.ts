import { invariant } from '../base/invariant.ts';
import { memoised } from '../base/memoise.ts';
import { yamlScalar, yamlText } from './yaml-text.ts';

const markKey = Symbol('mark');

/** A list item or map value whose line starts with a mark of `EmitContext.mark`. */
export interface Marked {
  readonly [markKey]: string;
  readonly value: YamlData;
}

export interface YamlMap {
  readonly [key: string]: YamlData | undefined;
}

/** What {@link writeYaml} can print. A key whose value is undefined is left out. */
export type YamlData = string | number | boolean | readonly YamlData[] | Marked | YamlMap;

/** Puts `mark` at the start of the line where `value` begins as a list item or map value. */
export const marked = (mark: string, value: YamlData): Marked => ({ [markKey]: mark, value });

const isMarked = (value: YamlData): value is Marked => typeof value === 'object' && markKey in value;
const isList = (value: YamlData): value is readonly YamlData[] => Array.isArray(value);

/** YAML 1.1 wants a point in a float with an exponent. */
const numberText = (value: number): string => {
  invariant(Number.isFinite(value), 'YAML numbers written here are finite');
  return String(value).replace(/^(-?\d+)e/, '$1.0e');
};

const scalarText = (value: string | number | boolean, indent: string): string => {
  if (typeof value === 'string') return yamlText(value, indent);
  return typeof value === 'number' ? numberText(value) : String(value);
};

/** Longer keys would need the explicit `? ` form; no daemon has any. */
const longestKey = 1000;

/** Files repeat few keys. */
const keyText = memoised((key) => {
  invariant(key.length <= longestKey, 'a YAML key is short');
  return `${yamlScalar(key)}:`;
});

/** Pieces of the text in their order: joined once, where strings added to strings would each be copied and forgotten. */
type Pieces = string[];

/** What lines begin with: the first with the dashes of the list items it stands in. */
interface Margin {
  readonly first: string;
  readonly indent: string;
}

/** Writes the mark of a value, if it has one, and gives the value itself. */
const unmarked = (value: YamlData, pieces: Pieces): Exclude<YamlData, Marked> => {
  if (!isMarked(value)) return value;
  pieces.push(value[markKey]);
  return unmarked(value.value, pieces);
};

const writeMap = (map: YamlMap, { first, indent }: Margin, pieces: Pieces): void => {
  const deeper = `${indent}  `;
  let start = first;
  for (const key of Object.keys(map)) {
    const entry = map[key];
    if (entry === undefined) continue;
    const value = unmarked(entry, pieces);
    pieces.push(start, keyText(key));
    writeValue(value, deeper, pieces);
    start = indent;
  }
};

const writeList = (list: readonly YamlData[], { first, indent }: Margin, pieces: Pieces): void => {
  const deeper = `${indent}  `;
  let start = first;
  for (const item of list) {
    writeBlock(unmarked(item, pieces), { first: `${start}- `, indent: deeper }, pieces);
    start = indent;
  }
};

/** The entries of a list or map; where there are none, the text that says so in their place. */
const writeEntries = (value: readonly YamlData[] | YamlMap, margin: Margin, pieces: Pieces): string | undefined => {
  const before = pieces.length;
  if (isList(value)) writeList(value, margin, pieces);
  else writeMap(value, margin, pieces);
  if (pieces.length > before) return undefined;
  return isList(value) ? '[]' : '{}';
};

/** What stands after the colon of a key, on its line and below. */
const writeValue = (value: Exclude<YamlData, Marked>, indent: string, pieces: Pieces): void => {
  if (typeof value !== 'object') {
    pieces.push(' ', scalarText(value, indent), '\n');
    return;
  }
  const colon = pieces.push('\n') - 1;
  const empty = writeEntries(value, { first: indent, indent }, pieces);
  if (empty !== undefined) pieces[colon] = ` ${empty}\n`;
};

const writeBlock = (value: Exclude<YamlData, Marked>, margin: Margin, pieces: Pieces): void => {
  const alone = typeof value === 'object' ? writeEntries(value, margin, pieces) : scalarText(value, margin.indent);
  if (alone !== undefined) pieces.push(margin.first, alone, '\n');
};

/**
 * `value` as YAML in block style, keys in the order given, ending in a line feed; every line is indented by `indent`. Readers of
 * YAML 1.1 and of 1.2 see the same data.
 */
export const writeYaml = (value: YamlData, indent = ''): string => {
  const pieces: Pieces = [];
  const bare = unmarked(value, pieces);
  writeBlock(bare, { first: indent, indent: typeof bare === 'object' ? indent : `${indent}  ` }, pieces);
  return pieces.join('');
};
