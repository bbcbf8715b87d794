import { type DataMap, isList, isMap, isPlain, own } from './data.ts';

const idOf = (item: unknown): unknown => (isMap(item) ? own(item, 'id') : undefined);

/** What stands for the same thing on the other side: by its id where it has one, else by its place. */
const counterparts = (before: readonly unknown[]): ((item: unknown, index: number) => unknown) => {
  const byId = new Map(before.map((item) => [idOf(item), item]));
  return (item, index) => (idOf(item) === undefined ? before[index] : byId.get(idOf(item)));
};

const sharedList = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] => {
  const counterpart = counterparts(before);
  const items = after.map((item, index) => sharedValue(counterpart(item, index), item));
  return items.length === before.length && items.every((item, index) => Object.is(item, before[index])) ? before : items;
};

const sharedMap = (before: DataMap, after: DataMap): DataMap => {
  const [keys, others] = [Object.keys(after), Object.keys(before)];
  const entries = keys.map((key): [string, unknown] => [key, sharedValue(own(before, key), after[key])]);
  const isSame =
    keys.length === others.length && entries.every(([key, value], index) => key === others[index] && Object.is(value, own(before, key)));
  return isSame ? before : Object.fromEntries(entries);
};

const sharedValue = (before: unknown, after: unknown): unknown => {
  if (Object.is(before, after)) return before;
  if (isList(after)) return isList(before) ? sharedList(before, after) : after;
  return isPlain(after) && isPlain(before) ? sharedMap(before, after) : after;
};

/** `after`, plain data, but every part that is the same in `before`, the order of keys included, is that very object: comparing it is free. */
export const sharing = <T>(before: T, after: T): T => sharedValue(before, after) as T;
