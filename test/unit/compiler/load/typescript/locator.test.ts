import { expect, test } from 'vitest';
import type { Locator, Path } from '../../../../../src/compiler/load/document.ts';
import { typescriptLocator } from '../../../../../src/compiler/load/typescript/locator.ts';
import { parseTypescript } from '../../../../../src/compiler/load/typescript/syntax.ts';

const locatorOf = (source: string): Locator => typescriptLocator('checks/x.ts', (file) => parseTypescript(file, source));

const locate = (source: string, path: Path, what: 'key' | 'value' = 'value'): string => {
  const span = locatorOf(source).locate(path, what);
  return source.slice(span.start, span.end);
};

const plain = `import { thresholds } from 'plimsoll';
// é 😀 before everything
export default thresholds({
  'queue-depth': {
    why: 'Because.',
    above: { warning: '10k', critical: '5k' },
    overrides: [{ on: 'a', why: 'one' }, { on: 'b', why: 'two' }],
  },
});
`;

test('a value of a plain literal is found exactly', () => {
  expect(locate(plain, ['queue-depth', 'above', 'critical'])).toBe("'5k'");
  expect(locate(plain, ['queue-depth', 'overrides', 1, 'why'])).toBe("'two'");
  expect(locate(plain, ['queue-depth', 'overrides', 0])).toBe("{ on: 'a', why: 'one' }");
});

test('a key of a plain literal is found exactly', () => {
  expect(locate(plain, ['queue-depth'], 'key')).toBe("'queue-depth'");
  expect(locate(plain, ['queue-depth', 'above'], 'key')).toBe('above');
});

test('a key that is not there is shown at the key of what it belongs to', () => {
  expect(locate(plain, ['queue-depth', 'owner'])).toBe("'queue-depth'");
  expect(locate(plain, ['queue-depth', 'overrides', 1, 'until'])).toBe("{ on: 'b', why: 'two' }");
});

test('a definition that is not there is shown at the map', () => {
  expect(locate(plain, ['gone'])).toMatch(/^\{\n {2}'queue-depth'/);
});

test('the whole document is the call of the builder', () => {
  expect(locate(plain, [])).toMatch(/^thresholds\(\{/);
});

test('satisfies, as and parentheses do not hide a value', () => {
  const source = `export default thresholds(({ a: ({ why: 'x' } as const) }) satisfies Map);`;
  expect(locate(source, ['a', 'why'])).toBe("'x'");
});

test('an exported name is followed to where it was declared', () => {
  expect(locate(`const all = { a: { why: 'x' } };\nconst file = checks(all);\nexport default file;`, ['a', 'why'])).toBe("'x'");
  expect(locate(`const file = checks({ a: { why: 'x' } });\nexport { file as default };`, ['a', 'why'])).toBe("'x'");
});

test('a spread constant gives the place where it is written, unless a later key wins', () => {
  const source = `const common = { owner: 'ops', why: 'c' };
const more = { ...common };
export default checks({ a: { why: 'x', ...more }, b: { ...more, why: 'y' } });`;
  expect(locate(source, ['a', 'why'])).toBe("'c'");
  expect(locate(source, ['b', 'why'])).toBe("'y'");
  expect(locate(source, ['b', 'owner'])).toBe("'ops'");
  expect(locate(source, ['b', 'runbook'])).toBe('b');
});

test('a value given by name is shown where it is given, what lies inside it where it is written', () => {
  const source = `const limits = { warning: '1', critical: '2' };\nexport default thresholds({ a: { above: limits } });`;
  expect(locate(source, ['a', 'above'])).toBe('limits');
  expect(locate(source, ['a', 'above', 'critical'])).toBe("'2'");
});

const computed = `import { checks } from 'plimsoll';
export default checks(
  Object.fromEntries([1, 2, 3].map((n) => [\`shard-\${n}-redundancy\`, {
    why: 'A shard pair with one server left must shed work.',
    notify: { critical: 'pge' },
  }])));
`;

test('a computed definition is found in the callback that makes it', () => {
  expect(locate(computed, ['shard-2-redundancy'], 'key')).toBe('`shard-${n}-redundancy`');
  expect(locate(computed, ['shard-2-redundancy', 'notify', 'critical'])).toBe("'pge'");
  expect(locate(computed, ['shard-2-redundancy', 'owner'])).toBe('`shard-${n}-redundancy`');
});

test('of several computed definitions the one whose template fits is taken', () => {
  const source = `export default checks({
  ...Object.fromEntries(names.map((n) => [\`\${n}-alive\`, { why: 'alive' }])),
  ...Object.fromEntries(names.flatMap((n) => [[\`\${n}-load\`, { why: 'load' }], ['disk-' + n, { why: 'disk' }]])),
  fixed: { why: 'fixed' },
});`;
  expect(locate(source, ['web-alive', 'why'])).toBe("'alive'");
  expect(locate(source, ['web-load', 'why'])).toBe("'load'");
  expect(locate(source, ['disk-web', 'why'])).toBe("'disk'");
  expect(locate(source, ['fixed', 'why'])).toBe("'fixed'");
});

test('the return of a local function is where its values are', () => {
  const source = `const alive = (on: string) => ({ why: 'alive', on });
function limits() { if (x) return { why: 'l', above: { critical: '1' } }; return { why: 'l' }; }
export default checks({ a: alive('web'), b: limits() });`;
  expect(locate(source, ['a', 'why'])).toBe("'alive'");
  expect(locate(source, ['b', 'above', 'critical'])).toBe("'1'");
});

test('a value made by an imported function is shown at its call', () => {
  expect(locate(`export default checks({ a: alive('web') });`, ['a', 'why'])).toBe("alive('web')");
  expect(locate(`export default checks(everything());`, ['a', 'why'])).toBe('everything()');
});

test('items of a mapped list are shown where the callback returns them', () => {
  const source = `export default checks({ a: { overrides: ['x', 'y'].map((environment) => ({ environment, why: 'w' })) } });`;
  expect(locate(source, ['a', 'overrides', 1, 'why'])).toBe("'w'");
});

test('names that lead to each other come to an end', () => {
  expect(locate(`const a = { ...b }; const b = { ...a };\nexport default checks(a);`, ['x', 'why'])).toBe('a');
  expect(locate(`const f = () => f();\nexport default checks({ x: f() });`, ['x', 'why'])).toBe('f()');
});

test('a file without a default export, or that is not TypeScript, has a place too', () => {
  expect(locatorOf(`export const a = 1;`).locate(['a'], 'value')).toEqual({ file: 'checks/x.ts', start: 0, end: 0 });
  expect(locatorOf(`export default (`).locate(['a'], 'value')).toEqual({ file: 'checks/x.ts', start: 0, end: 0 });
});
