import { relative, resolve, sep } from 'node:path';

/** What to put before a file of the estate so that it can be opened from `from`. */
export const prefixFrom = (from: string, root: string): string => {
  const path = relative(from, root).split(sep).join('/');
  return path === '' ? '' : `${path}/`;
};

/** A path that was given in `cwd`, as the estate names it: below its root relative to it, elsewhere absolute. */
export const fromRoot = (path: string, { cwd, root }: { readonly cwd: string; readonly root: string }): string => {
  const absolute = resolve(cwd, path);
  const inside = relative(root, absolute).split(sep).join('/');
  return inside === '' || inside === '..' || inside.startsWith('../') ? absolute : inside;
};
