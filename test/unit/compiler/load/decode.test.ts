import { expect, test } from 'vitest';
import { decode } from '../../../../src/compiler/load/decode.ts';

const bytes = (...values: readonly (number | string)[]): Uint8Array =>
  Uint8Array.from(values.flatMap((value) => (typeof value === 'number' ? [value] : [...new TextEncoder().encode(value)])));

const firstOf = (input: Uint8Array) => {
  const { diagnostics } = decode('f.yaml', input);
  return diagnostics.map(({ code, span }) => `${code} ${span?.start}-${span?.end}`);
};

test('a byte order mark is not part of the text, so that columns are those of the editor', () => {
  expect(decode('f.yaml', bytes(0xef, 0xbb, 0xbf, 'a: 1'))).toEqual({ text: 'a: 1', diagnostics: [] });
});

test('text beyond the basic plane keeps its UTF-16 offsets', () => {
  expect(decode('f.yaml', bytes('a: 😀é'))).toEqual({ text: 'a: 😀é', diagnostics: [] });
  expect(firstOf(bytes('a: 😀', 0xff))).toEqual(['PLM021 5-6']);
});

test.each([
  ['a lone continuation byte', bytes('ab', 0x80, 'c'), 2],
  ['a character cut off by another', bytes('ab', 0xe2, 0x82, 'c'), 2],
  ['a character cut off by the end', bytes('ab', 0xf0, 0x9f, 0x98), 2],
  ['an overlong slash', bytes(0xc0, 0xaf), 0],
  ['a surrogate', bytes('a', 0xed, 0xa0, 0x80), 1],
  ['a byte after a genuine U+FFFD', bytes('\uFFFD', 0xff), 1],
])('%s is found at its first byte', (_, input, at) => {
  expect(firstOf(input)).toEqual([`PLM021 ${at}-${at + 1}`]);
});

test('wrong bytes leave a text in which they can be shown', () => {
  expect(decode('f.yaml', bytes('a', 0xff, 'b')).text).toBe('a\uFFFDb');
});

test('the first control character is reported, tabs and line ends are not', () => {
  expect(firstOf(bytes('a\tb\r\n'))).toEqual([]);
  expect(firstOf(bytes('a\0b'))).toEqual(['PLM022 1-2']);
  expect(firstOf(bytes('abc\u007f'))).toEqual(['PLM022 3-4']);
});

test('a file of 4 MiB is read and one byte more is not', () => {
  const limit = 4 * 1024 * 1024;
  expect(firstOf(new Uint8Array(limit).fill(0x20))).toEqual([]);
  expect(decode('f.yaml', new Uint8Array(limit + 1).fill(0x20)).text).toBeUndefined();
  expect(firstOf(new Uint8Array(limit + 1).fill(0x20))).toEqual(['PLM020 0-0']);
});
