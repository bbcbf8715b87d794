import { expect, test } from 'vitest';
import { printJson, renderJson } from '../../../../src/diagnostics/render/json.ts';
import { finding, spanOf } from '../../../support/findings.ts';

const source = 'one:\n  two: 3\nfour: 5\n';
const texts = new Map([['a.yaml', source]]);
const span = spanOf('a.yaml', source, '3\nfour');

test('a finding has the versioned fields, with start and end counted from 1', () => {
  const related = [{ span: spanOf('a.yaml', source, 'one'), label: 'first defined here' }];
  expect(JSON.parse(renderJson([finding({ span, label: 'here', related })], texts))).toEqual({
    version: 1,
    diagnostics: [
      {
        code: 'PLM100',
        severity: 'error',
        message: 'something is wrong',
        file: 'a.yaml',
        line: 2,
        column: 8,
        endLine: 3,
        endColumn: 5,
        why: 'it would hurt',
        help: 'mend it',
        slug: 'sample',
        label: 'here',
        related: [{ label: 'first defined here', file: 'a.yaml', line: 1, column: 1, endLine: 1, endColumn: 4 }],
      },
    ],
    summary: { errors: 1, warnings: 0 },
  });
});

test('no findings are an empty list', () => {
  expect(JSON.parse(renderJson([], texts))).toEqual({ version: 1, diagnostics: [], summary: { errors: 0, warnings: 0 } });
});

test('a finding about no file has null for its place', () => {
  const [first] = JSON.parse(renderJson([finding()], texts)).diagnostics;
  expect(first).toMatchObject({ file: null, line: null, column: null, endLine: null, endColumn: null });
});

test('every finding is there, however many, and identical ones are counted', () => {
  const many = Array.from({ length: 120 }, (_, i) => finding({ severity: 'warning', message: `${i}` }));
  const document = JSON.parse(renderJson([...many, finding(), finding()], texts));
  expect(document.diagnostics).toHaveLength(121);
  expect(document.summary).toEqual({ errors: 1, warnings: 120 });
  expect(document.diagnostics.at(-1).count).toBe(2);
});

test('a span beyond the end of its file is shown at the end', () => {
  const [first] = JSON.parse(renderJson([finding({ span: { file: 'a.yaml', start: 900, end: 10 } })], texts)).diagnostics;
  expect(first).toMatchObject({ line: 4, column: 1, endLine: 4, endColumn: 1 });
});

test('the printed text holds nothing a terminal acts on, and reads back the same', () => {
  const value = { a: '\u001b[31m\u202e\u200b\u0085\u2028 \u{e0041} ü 🚀' };
  const text = printJson(value);
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029]|\p{Cf}/u);
  expect(text).toContain('ü 🚀');
  expect(JSON.parse(text)).toEqual(value);
});
