import type { z } from 'zod';
import { type DataMap, isList, isMap, own, valueAt } from '../../base/data.ts';
import type { Path } from '../load/document.ts';

/** `value` with what stands at `path` changed; the places of list items never move, so that positions stay true. */
const changed = (value: unknown, path: Path, change: (parent: DataMap, key: string) => DataMap): unknown => {
  const [head, ...rest] = path;
  if (head === undefined) return value;
  if (isList(value)) return value.map((item, i) => (i === head ? changed(item, rest, change) : item));
  if (!isMap(value)) return value;
  if (rest.length === 0) return change(value, String(head));
  const inner = own(value, String(head));
  return inner === undefined ? value : { ...value, [head]: changed(inner, rest, change) };
};

const withoutKey = (parent: DataMap, key: string): DataMap => Object.fromEntries(Object.entries(parent).filter(([name]) => name !== key));

/** For a reason that is missing or cannot be read. */
const standIn = '-';

const placeholder = (parent: DataMap, key: string): DataMap => ({ ...parent, [key]: standIn });

/** The nearest key to take out: a list item stays in its list, and what needs a key that is not there goes with it. */
const removable = (value: DataMap, path: Path): Path => {
  const isHere = path.length === 0 || valueAt(value, path) !== undefined;
  const at = isHere ? path : path.slice(0, -1);
  return typeof at.at(-1) === 'number' ? removable(value, at.slice(0, -1)) : at;
};

type Edit = (value: DataMap) => DataMap | undefined;

const editOf = (value: DataMap, path: Path): Edit => {
  const isReason = path.at(-1) === 'why' && valueAt(value, path) !== standIn;
  const at = isReason ? path : removable(value, path);
  return (rest) => {
    const next = at.length === 0 ? undefined : changed(rest, at, isReason ? placeholder : withoutKey);
    return isMap(next) ? next : undefined;
  };
};

const pathsOf = (issue: z.core.$ZodIssue): readonly Path[] => {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  return issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...path, key]) : [path];
};

const mended = (value: DataMap, issues: readonly z.core.$ZodIssue[]): DataMap | undefined =>
  issues
    .flatMap(pathsOf)
    .map((path) => editOf(value, path))
    .reduce<DataMap | undefined>((rest, edit) => rest && edit(rest), value);

/**
 * What is left of data without its mistakes, so that the rest of it can be checked in the same run: as little as possible is taken out,
 * and of a list nothing. Undefined where too little is left. It is never emitted: the mistakes are errors.
 */
export const repaired = <T>(schema: z.ZodType<T>, value: DataMap, error: z.ZodError): T | undefined => {
  const rest = mended(value, error.issues);
  if (rest === undefined) return undefined;
  const parsed = schema.safeParse(rest);
  return parsed.success ? parsed.data : repaired(schema, rest, parsed.error);
};
