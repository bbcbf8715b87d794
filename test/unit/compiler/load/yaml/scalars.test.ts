import { expect, test } from 'vitest';
import { parseYaml } from '../../../../../src/compiler/load/yaml/parse-yaml.ts';
import { parseFull } from '../../../../../src/compiler/load/yaml/full/parse-full.ts';

const read = async (scalar: string) => {
  const text = `a: ${scalar}\n`;
  const result = await parseYaml('f.yaml', text);
  expect(JSON.stringify(parseFull('f.yaml', text).document?.value)).toBe(JSON.stringify(result.document?.value));
  const value = result.document?.value;
  return { value: (value as { a?: unknown } | undefined)?.a, help: result.diagnostics.map(({ code, help }) => `${code} ${help}`).join() };
};

test.each([
  ['0', 0],
  ['10', 10],
  ['-1.5', -1.5],
  ['0.25', 0.25],
  ['true', true],
  ['false', false],
  ['null', null],
  ['~', null],
  ['', null],
])('%s is retyped', async (text, value) => expect(await read(text)).toEqual({ value, help: '' }));

test.each([
  '0.10',
  '1.0',
  '-0',
  '12345678901234567890',
  '0.1234567890123456789',
  '10k',
  '90%',
  '5m',
  '0..',
  '1.2.3',
  '192.0.2.1',
  '2026-11-23',
  '09:00-17:00',
  '22:00',
  '1:30',
])('%s keeps its exact text', async (text) => expect(await read(text)).toEqual({ value: text, help: '' }));

test.each(['yes', 'no', 'on', 'off', 'y', 'n', 'Yes', 'NO', 'On', 'tRue', 'nil', 'None', 'e3', '1e', '0x', '0xg', 'x1', '=', '1,000'])(
  '%s is a text',
  async (text) => expect(await read(text)).toEqual({ value: text, help: '' }),
);

test.each([
  ['012', 'write `12` or `10` for a number'],
  ['-012', 'write `-12` or `-10` for a number'],
  ['089', 'write `89` for a number'],
  ['00', 'write `0` for a number'],
  ['0_1', 'write `1` for a number'],
  ['1e3', 'write `1000` for a number'],
  ['1.5E-3', 'write `0.0015` for a number'],
  ['1e999', "quote it, `'1e999'`"],
  ['0x1F', 'write `31` for a number'],
  ['-0x1f', 'write `-31` for a number'],
  ['0o14', 'write `12` for a number'],
  ['0b101', 'write `5` for a number'],
  ['1_000', 'write `1000` for a number'],
  ['.5', 'write `0.5` for a number'],
  ['-.5', 'write `-0.5` for a number'],
  ['5.', 'write `5` for a number'],
  ['+1', 'write `1` for a number'],
  ['.inf', 'leave it out'],
  ['-.Inf', 'leave it out'],
  ['.NaN', 'leave it out'],
  ['True', 'write `true`'],
  ['NULL', 'write `null`'],
])('%s is refused, and the help says what to write', async (text, help) => {
  const result = await read(text);
  expect(result.value).toBe(text);
  expect(result.help).toContain('PLM029');
  expect(result.help).toContain(help);
  expect(result.help).toContain(`\`'${text}'\``);
});

test.each(["'012'", '"1e3"', '!!str 0x1F', '!!str true', "'null'"])('%s is a text because it says so', async (text) => {
  const { value, help } = await read(text);
  expect([typeof value, help]).toEqual(['string', '']);
});
