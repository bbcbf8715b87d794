import { invariant } from '../base/invariant.ts';
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

const keyText = (key: string): string => {
  invariant(key.length <= longestKey, 'a YAML key is short');
  return yamlScalar(key);
};

/** Lines of a map. The first carries `first` in place of the indent: the dash of the list item it stands in. */
const writeMap = (map: YamlMap, indent: string, first: string): string => {
  let text = '';
  let start = first;
  for (const key of Object.keys(map)) {
    const value = map[key];
    if (value === undefined) continue;
    text += writeEntry(value, indent, `${start}${keyText(key)}:`);
    start = indent;
  }
  return text === '' ? `${first}{}\n` : text;
};

const writeEntry = (value: YamlData, indent: string, head: string): string => {
  if (isMarked(value)) return `${value[markKey]}${writeEntry(value.value, indent, head)}`;
  if (typeof value !== 'object') return `${head} ${scalarText(value, `${indent}  `)}\n`;
  if (isList(value)) return value.length === 0 ? `${head} []\n` : `${head}\n${writeList(value, `${indent}  `, `${indent}  `)}`;
  const below = writeMap(value, `${indent}  `, `${indent}  `);
  return below === `${indent}  {}\n` ? `${head} {}\n` : `${head}\n${below}`;
};

const writeList = (list: readonly YamlData[], indent: string, first: string): string => {
  let text = '';
  let start = first;
  for (const item of list) {
    text += writeItem(item, indent, `${start}- `);
    start = indent;
  }
  return text === '' ? `${first}[]\n` : text;
};

const writeItem = (item: YamlData, indent: string, head: string): string => {
  if (isMarked(item)) return `${item[markKey]}${writeItem(item.value, indent, head)}`;
  if (typeof item !== 'object') return `${head}${scalarText(item, `${indent}  `)}\n`;
  return isList(item) ? writeList(item, `${indent}  `, head) : writeMap(item, `${indent}  `, head);
};

/**
 * `value` as YAML in block style, keys in the order given, ending in a line feed; every line is indented by `indent`. Readers of
 * YAML 1.1 and of 1.2 see the same data.
 */
export const writeYaml = (value: YamlData, indent = ''): string => {
  if (isMarked(value)) return `${value[markKey]}${writeYaml(value.value, indent)}`;
  if (typeof value !== 'object') return `${indent}${scalarText(value, `${indent}  `)}\n`;
  return isList(value) ? writeList(value, indent, indent) : writeMap(value, indent, indent);
};
