/** The value of `key`, made and kept when there is none. */
export const getOrAdd = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};

/** Items by key, in the order of their first. */
export const groupBy = <T>(items: Iterable<T>, key: (item: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) getOrAdd(groups, key(item), (): T[] => []).push(item);
  return groups;
};
