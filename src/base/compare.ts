/** Orders strings by UTF-16 code unit: the same on every machine, unlike `localeCompare`. */
export const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** A sorted copy of `items`, ordered by the text `key` gives for each. */
export const sortedBy = <T>(items: Iterable<T>, key: (item: T) => string): readonly T[] =>
  Array.from(items, (item) => ({ item, text: key(item) }))
    .sort((a, b) => compareText(a.text, b.text))
    .map(({ item }) => item);
