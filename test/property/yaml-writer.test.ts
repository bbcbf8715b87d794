import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type YamlData, writeYaml } from '../../src/emitters/yaml-writer.ts';

const awkward = fc.constantFrom(
  'no',
  'y',
  '=',
  '~',
  '1e3',
  '0x1',
  '0o7',
  '1_0',
  '1:2',
  '2026-01-02',
  ' ',
  '\n',
  ': ',
  ' #',
  '#',
  '- ',
  '---',
  '...',
  '\t',
  '\r\n',
  '"',
  "'",
  '\\',
  '{{ "{{" }}',
  '$labels',
  '`',
  '|',
  '>',
  '%',
  '@',
  '&a',
  '*a',
  '!t',
  '[',
  ']',
  '{',
  '}',
  ',',
  '?',
  '\u0085',
  '\u2028',
  '\u2029',
  '\ufeff',
  '\u0000',
  '\u007f',
  '🚢',
  'e',
  '.',
  '+',
  '-',
);
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.array(awkward, { maxLength: 6 }).map((parts) => parts.join('')),
);
const key = fc.oneof(fc.string({ maxLength: 20 }), awkward).filter((each) => each !== '__proto__');
const data = fc.letrec<{ value: YamlData }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    text,
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (Object.is(n, -0) ? 0 : n)),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value;

test.each(['1.1', '1.2'] as const)('YAML %s reads back what was written', (version) => {
  fc.assert(
    fc.property(data, (value) => {
      expect(parse(writeYaml(value), { version, uniqueKeys: false })).toEqual(value);
    }),
    { numRuns: 2000 },
  );
});

test('a block keeps its data below other keys', () => {
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), (texts) => {
      const value = { groups: texts.map((each) => ({ first: each, rules: [each, { expr: each }] })) };
      expect(parse(writeYaml(value), { version: '1.1' })).toEqual(value);
    }),
    { numRuns: 1000 },
  );
});
