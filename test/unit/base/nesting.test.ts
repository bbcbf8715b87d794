import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nestingOf } from '../../../src/base/nesting.ts';

const levels = 5000;
const limit = 1000;
const depthOf = (text: string): number => nestingOf(text, limit).depth;

const deep: Readonly<Record<string, string>> = {
  brackets: '['.repeat(levels),
  'brackets behind closing ones in comments': '[/*]*/'.repeat(levels),
  'brackets behind closing ones in texts': `['])}',`.repeat(levels),
  'brackets after a regular expression with a quote': `x = /'/; ${'[]'.repeat(2)}${'('.repeat(levels)}`,
  'brackets in a template': 'x = `${'.repeat(levels),
  'brackets after a template': `x = \`'\${'\`'}'\`; ${'['.repeat(levels)}`,
  arrows: `x = ${'()=>'.repeat(levels)}1`,
  'arrows with separators in comments': `x = ${'a=>/*,;*/'.repeat(levels)}1`,
  negations: `x = ${'!'.repeat(levels)}1`,
  conditions: `x = ${'a?b:'.repeat(levels)}1`,
  statements: 'if(a)'.repeat(levels),
  'statements after a separator': 'if(a);else '.repeat(levels),
  labels: Array.from({ length: levels }, (_, i) => `l${i}:`).join(''),
  'type arguments': `type X = ${'A<'.repeat(levels)}`,
  'type arguments with a separator': `type X = ${'A<1,'.repeat(levels)}`,
  'function types': `type X = ${'()=>'.repeat(levels)}1`,
  defaults: `function f(${'a=function('.repeat(levels)}`,
  words: `x = ${'typeof\n'.repeat(levels)}1`,
  'conditions with statement words on lines of their own': `x = ${'c ? a :\nexport\n'.repeat(levels)}1`,
};

test.each(Object.entries(deep))('deep %s are noticed', (_, text) => {
  expect(depthOf(text)).toBeGreaterThan(limit);
});

test('long lists, many statements and much prose are not deep', () => {
  expect(
    depthOf(`export default checks({${`'a': { why: 'Some (short) prose, with marks: a < b; c.' },\n`.repeat(levels)}});`),
  ).toBeLessThan(100);
  expect(depthOf('const a = [1, 2]\nconst b = f(a) ? { c: 1 } : `t${a}`\n'.repeat(levels))).toBeLessThan(100);
  expect(depthOf(`/* ${'word '.repeat(levels)} */ const a = 'x';`)).toBeLessThan(100);
});

test('a slash that may be either is counted as a guess', () => {
  expect(nestingOf(`${'x();\n'.repeat(300)} if (a) /'/.test(b)`, limit).guesses).toBe(1);
  expect(nestingOf(`${'x();\n'.repeat(300)} y = (a + b) / 2;\n z = f(a) / g(b);\n`, limit).guesses).toBe(0);
  expect(nestingOf(`${'x();\n'.repeat(300)} y = a / b; z = c.return / d; r = /[/'"]/g`, limit).guesses).toBe(0);
});

test('the sources of Plimsoll itself are not deep', () => {
  const root = new URL('../../../src/', import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  const found = files.filter((file) => depthOf(readFileSync(new URL(file, root), 'utf8')) > limit);
  expect(found).toEqual([]);
});
