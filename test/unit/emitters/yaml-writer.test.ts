import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { yamlScalar } from '../../../src/emitters/yaml-text.ts';
import { marked, writeYaml } from '../../../src/emitters/yaml-writer.ts';

test.each([
  'no',
  'Yes',
  'ON',
  'y',
  'N',
  'null',
  '~',
  'True',
  '=',
  '<<',
  '1',
  '-1',
  '1e3',
  'e3',
  'e1234567',
  'E+1234567',
  '192.0.2.1',
  '1.5',
  '.5',
  '.inf',
  '-.INF',
  '.NaN',
  '0x1',
  '0o7',
  '0b11',
  '012',
  '1_000',
  '1:30',
  '1:30.5',
  '2026-12-24',
  '2001-12-14t21:59:43.10-05:00',
  '',
  ' a',
  'a ',
  'a: b',
  'letters: more',
  'letters #more',
  'letters ',
  'letters:',
  'a:',
  'a #b',
  '#a',
  '- a',
  '-',
  '? a',
  ': a',
  '---',
  '--- a',
  '...',
  '[a]',
  '{a: b}',
  '&a',
  '*a',
  '!a',
  '|',
  '>',
  "'a'",
  '"a"',
  '%a',
  '@a',
  '`a`',
  'a\tb: c',
  'a\u0085b',
  'a\u2028b',
  '\ufeffa',
  'a\u0000',
  '\u007f',
  'a\r',
  '"\\',
])('quotes %j, which a reader could misread', (text) => {
  const scalar = yamlScalar(text);
  expect(scalar).toMatch(/^["']/);
  expect(parse(scalar, { version: '1.2' })).toBe(text);
  expect(parse(scalar, { version: '1.1' })).toBe(text);
});

test.each([
  '5m',
  '1h30m',
  '1d',
  '30d',
  '0644b',
  'web1',
  'a b',
  'rate(x[5m]) > 0.5',
  'x{host=~"a|b"} >= 10 <= 20',
  'a:b:c',
  "it's",
  'a#b',
  'https://example.com/a?b=c#d',
  'x }}',
  'naïve – 🚢',
  '-x',
  'northern',
  'nothing',
  'onwards',
  '/a/b',
  'stage="dark"',
  '50%',
  'x ? y',
  '3am',
  '7 days',
])('leaves %j bare', (text) => {
  expect(yamlScalar(text)).toBe(text);
  expect(parse(text, { version: '1.1' })).toBe(text);
});

test('writes block style in the order of the keys', () => {
  const text = writeYaml({
    zulu: 'x',
    alpha: { b: 1, a: [true, 'no'], empty: {}, none: [] },
    list: [{ k: 'v', m: { deep: 2 } }, ['deep']],
    gone: undefined,
  });
  expect(text).toBe(
    [
      'zulu: x',
      'alpha:',
      '  b: 1',
      '  a:',
      '    - true',
      '    - "no"',
      '  empty: {}',
      '  none: []',
      'list:',
      '  - k: v',
      '    m:',
      '      deep: 2',
      '  - - deep',
      '',
    ].join('\n'),
  );
});

test('writes several lines as a literal block', () => {
  expect(writeYaml({ a: 'one\n\n  two', b: ['x\ny\n'] })).toBe('a: |-\n  one\n\n    two\nb:\n  - |\n    x\n    y\n');
  expect(writeYaml({ a: '  indented\nfirst' })).toBe('a: "  indented\\nfirst"\n');
});

test('puts marks at the start of lines', () => {
  const text = writeYaml({ rules: [marked('<1>', { alert: 'A', expr: marked('<2>', 'x > 1') }), marked('<3>', 'last')] });
  expect(text).toBe('rules:\n<1>  - alert: A\n<2>    expr: x > 1\n<3>  - last\n');
});

test('writes numbers that both versions read as the same number', () => {
  for (const number of [0, -1, 0.1, 1e21, 5e-324, 1.5e300, -0.5]) {
    expect(parse(writeYaml(number), { version: '1.1' })).toBe(number);
    expect(parse(writeYaml(number), { version: '1.2' })).toBe(number);
  }
});
