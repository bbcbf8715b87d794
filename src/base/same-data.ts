import { isList, isPlain } from './data.ts';

const sameList = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((item, index) => isSameData(item, b[index]));

/** Whether two values of plain data are the same, the order of their keys included: what is made of one could be made of the other. */
export const isSameData = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (isList(a)) return isList(b) && sameList(a, b);
  if (!isPlain(a) || !isPlain(b)) return false;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return keys.length === others.length && keys.every((key, index) => key === others[index] && isSameData(a[key], b[key]));
};
