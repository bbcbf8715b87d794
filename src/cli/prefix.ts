import { relative, sep } from 'node:path';

/** What to put before a file of the estate so that it can be opened from `from`. */
export const prefixFrom = (from: string, root: string): string => {
  const path = relative(from, root).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
};
