import '../support/seed.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readDropFile } from '../../src/project/drop-file-lines.ts';
import { type Judged, judgeAll } from '../support/judge.ts';
import { sampleMetric, sampleModel } from '../support/sample-model.ts';

const metric = (id: string, more: Parameters<typeof sampleMetric>[1] = {}) => sampleMetric(id, { source: { dropFile: 'mine' }, ...more });
const model = sampleModel({
  metrics: [
    metric('any', { range: {} }),
    metric('fraction', { range: { low: '0.1', high: '0.3' } }),
    metric('low', { range: { low: '-1000' } }),
    metric('ports', { range: { low: '0', high: '65535' }, integer: true }),
    metric('signed', { range: { low: '-2147483648', high: '2147483647' }, integer: true }),
    metric('whole', { range: {}, integer: true }),
    sampleMetric('theirs', { source: { dropFile: 'other' } }),
  ],
});
const metrics = new Map(model.metrics.map((one) => [one.id, one]));

const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 40 });
const fewDigits = fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: 3 });
const numeral = fc
  .tuple(fc.constantFrom('', '-', '+'), fc.oneof(fewDigits, digits), fc.constantFrom('', '.'), fc.oneof(fewDigits, digits))
  .map((parts) => parts.join(''));
const scientific = fc
  .tuple(
    numeral,
    fc.constantFrom('e', 'E'),
    fc.constantFrom('', '-', '+'),
    fc.oneof(fewDigits, fc.constantFrom('100', '101', '400', '401', '1'.repeat(25))),
  )
  .map((parts) => parts.join(''));
const ends = [
  -2147483649, -2147483648, -1000.5, -1000, -1, -0, 0, 0.1, 0.3, 0.30000000000000004, 1, 65535, 65535.5, 65536, 2147483647, 2147483648,
];
const hostile = [
  'NaN',
  'inf',
  '-Infinity',
  '0x1f',
  '1,5',
  '1_0',
  '٧',
  '7 8',
  ' 7',
  '7 ',
  '7\t',
  '7\r',
  '7\0',
  '0.09999999999999999999999',
  '1e',
  '.',
  '-',
  '$(id)',
];
const value = fc.oneof(
  numeral,
  scientific,
  fc.integer().map(String),
  fc.double().map(String),
  fc.constantFrom(...ends).map(String),
  fc.constantFrom(...hostile),
);
const key = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('any', 'fraction', 'low', 'ports', 'signed', 'whole') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'theirs',
      'nobody',
      'ANY',
      'any_',
      '../any',
      '',
      ' any',
      'a'.repeat(254),
      'a'.repeat(253),
      '9',
      '-any',
      'any.',
      'toString',
      '__proto__',
    ),
  },
);
const separator = fc.constantFrom(' ', ' ', '\t', '=', '  ', ': ', '', ' = ');
const anyByte = fc.integer({ min: 0, max: 255 }).filter((byte) => byte !== 10);
const noise = fc.array(anyByte, { maxLength: 300 }).map((bytes) => String.fromCharCode(...bytes));
const entry = fc.tuple(key, separator, value).map((parts) => parts.join(''));
const line = fc.oneof(
  { weight: 10, arbitrary: entry },
  { weight: 1, arbitrary: noise },
  { weight: 1, arbitrary: fc.constantFrom('', '#', '# any 1', 'x', 'any', `any ${'0'.repeat(62)}1`, `any ${'0'.repeat(64)}1`) },
);
const content = fc.tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\n', '')).map(([lines, end]) => lines.join('\n') + end);

const lint = (bytes: string): Judged => {
  const found: Diagnostic[] = [];
  const values = readDropFile({ file: 'mine.drop', bytes, text: bytes }, { name: 'mine', metrics, report: (one) => void found.push(one) });
  const count = (wanted: (one: Diagnostic) => boolean) => found.filter(wanted).length;
  const partial = count(({ message }) => message.includes('has no newline'));
  return {
    values: Object.fromEntries(values),
    rejected: count(({ severity }) => severity === 'error') - partial,
    unknown: count(({ message }) => message.includes('is no key of')),
    repeated: count(({ code }) => code === 'PLM469'),
    partial,
    tooLong: 0,
  };
};

test('the lint of a drop file accepts and refuses, line by line, what the generated collector does', { timeout: 120_000 }, () => {
  const { seed } = fc.readConfigureGlobal();
  const parameters = seed === undefined ? {} : { seed };
  const lines = fc.sample(line, { ...parameters, numRuns: 300 }).map((one) => `${one}\n`);
  const files = fc.sample(content, { ...parameters, numRuns: 150 });
  const all = [...lines, ...files, ...hostile.map((text) => `any ${text}\n`), ...ends.map((end) => `low ${end}\nports ${end}\n`)];
  const judged = judgeAll(
    all.map((text) => Buffer.from(text, 'latin1')),
    'mine',
    model,
  );
  const accepted = judged.filter(({ values }) => Object.keys(values).length > 0).length;
  expect(accepted).toBeGreaterThan(50);
  expect(judged.filter(({ rejected }) => rejected > 0).length).toBeGreaterThan(100);
  all.forEach((text, i) => expect(lint(text), JSON.stringify(text)).toEqual(judged[i]));
});
