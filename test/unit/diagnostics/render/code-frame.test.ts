import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeFrame } from '../../../../src/diagnostics/render/code-frame.ts';
import { columnsOf, visible } from '../../../../src/diagnostics/render/visible.ts';
import { spanOf } from '../../../support/findings.ts';

const paint = (text: string) => text;
const frame = (text: string, word: string, label?: string) =>
  codeFrame(spanOf('f', text, word), new Map([['f', text]]), { context: true, paint, ...(label === undefined ? {} : { label }) });

test('the caret stands under the marked text after wide characters', () => {
  expect(frame('名前: 値 x', 'x')).toEqual(['  1 | 名前: 値 x', `    | ${' '.repeat(9)}^`]);
  expect(frame('🚀🚀 x', '🚀 x')).toEqual(['  1 | 🚀🚀 x', `    |   ^^^^`]);
});

test('a combining mark takes no column', () => {
  expect(frame('cafe\u0301 x', 'x')).toEqual(['  1 | cafe\u0301 x', '    |      ^']);
});

test('tabs become spaces, and a marked tab an arrow', () => {
  expect(frame('\tkey: x', 'x')).toEqual(['  1 |     key: x', '    |          ^']);
  expect(frame('a:\n\tb: 1', '\tb')).toEqual(['  1 | a:', '  2 | →   b: 1', '    | ^^^^^']);
});

test('carriage returns at line ends are not part of the line', () => {
  expect(frame('one: 1\r\ntwo: 2\r\n', '2')).toEqual(['  1 | one: 1', '  2 | two: 2', '    |      ^']);
});

test('a marked range of several lines is underlined on its first', () => {
  expect(frame('a: [\n  1,\n]\n', '[\n  1,\n]', 'here')).toEqual(['  1 | a: [', '    |    ^ here']);
});

test('an empty range gets one caret, also at the end of a line and of the file', () => {
  const at = (text: string, start: number) =>
    codeFrame({ file: 'f', start, end: start }, new Map([['f', text]]), { context: false, paint });
  expect(at('abc', 1)).toEqual(['  1 | abc', '    |  ^']);
  expect(at('abc\n', 3)).toEqual(['  1 | abc', '    |    ^']);
  expect(at('abc\n', 4)).toEqual(['  2 |', '    | ^']);
  expect(at('', 0)).toEqual(['  1 |', '    | ^']);
});

test('line numbers are aligned when they gain a digit', () => {
  const text = `${'a\n'.repeat(8)}nine\nten`;
  expect(frame(text, 'ten')).toEqual(['   9 | nine', '  10 | ten', '     | ^^^']);
});

test('a very long line is cut around the mark', () => {
  const text = `${'x'.repeat(500_000)} MARK ${'y'.repeat(500_000)}`;
  const [source = '', carets = ''] = frame(text, 'MARK');
  expect(source.length).toBeLessThan(130);
  expect(source).toContain('…xxx');
  expect(source.endsWith('y…')).toBe(true);
  expect(source.indexOf('MARK')).toBe(carets.indexOf('^'));
});

test('a mark wider than the frame is cut too', () => {
  const [source = '', carets = ''] = frame(`a: ${'z'.repeat(5000)}`, 'z'.repeat(5000));
  expect(source.length).toBeLessThan(130);
  expect(carets.length).toBeLessThan(130);
});

test('controls, bidirectional and zero-width characters are visible and the caret counts them', () => {
  expect(frame('a\u202eb\u200b\u0000 x', 'x')).toEqual(['  1 | a<U+202E>b<U+200B><U+0000> x', `    | ${' '.repeat(27)}^`]);
  expect(visible('\u00a0\ufeff\u2066\u0085\ud800')).toBe('<U+00A0><U+FEFF><U+2066><U+0085><U+D800>');
});

test('no text or span makes a frame of uneven lines, raw controls or unbounded width', () => {
  const text = fc.string({ unit: 'binary', maxLength: 300 });
  const long = fc.tuple(text, fc.nat(3000)).map(([piece, times]) => piece.repeat(Math.min(times, 40)));
  fc.assert(
    fc.property(fc.oneof(text, long), fc.nat(4000), fc.nat(500), (source, start, length) => {
      const lines = codeFrame({ file: 'f', start, end: start + length }, new Map([['f', source]]), { context: true, paint });
      expect(lines.length === 2 || lines.length === 3).toBe(true);
      for (const line of lines) {
        expect(line).toBe(visible(line));
        expect(columnsOf(line)).toBeLessThan(140);
      }
    }),
    { numRuns: 300 },
  );
});
