/** A map of data: any object that is neither null nor a list. */
export type DataMap = Readonly<Record<string, unknown>>;

export const isMap = (value: unknown): value is DataMap => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A map that is nothing but its keys: no `Map`, no date. */
export const isPlain = (value: unknown): value is DataMap =>
  isMap(value) && [Object.prototype, null].includes(Object.getPrototypeOf(value));

export const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

/** The value of an own key; never one inherited from a prototype. */
export const own = (map: DataMap, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);

/** The value at `path`; undefined where the path leads nowhere. */
export const valueAt = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>((at, step) => {
    if (typeof step === 'number') return isList(at) ? at[step] : undefined;
    return isMap(at) ? own(at, step) : undefined;
  }, value);

/** What to call a value of data in a message. */
export const describe = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (isList(value)) return 'a list';
  if (isMap(value)) return 'a map';
  return typeof value === 'string'
    ? `the text \`${value.length > 40 ? `${value.slice(0, 40)}…` : value}\``
    : `the ${typeof value} \`${String(value)}\``;
};
