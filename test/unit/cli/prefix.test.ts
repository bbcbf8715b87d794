import { expect, test } from 'vitest';
import { fromRoot, prefixFrom } from '../../../src/cli/prefix.ts';

test.each([
  ['/estate', '/estate', ''],
  ['/estate/checks', '/estate', '../'],
  ['/', '/home/estate', 'home/estate/'],
])('from %s the files of %s begin with "%s"', (from, root, prefix) => {
  expect(prefixFrom(from, root)).toBe(prefix);
});

test.each([
  ['out', '/estate', 'out'],
  ['out', '/estate/checks', 'checks/out'],
  ['../out', '/estate/checks', 'out'],
  ['..output', '/estate', '..output'],
  ['../out', '/estate', '/out'],
  ['/tmp/out', '/estate', '/tmp/out'],
])('the path %s given in %s is %s to the estate', (path, cwd, wanted) => {
  expect(fromRoot(path, { cwd, root: '/estate' })).toBe(wanted);
});
