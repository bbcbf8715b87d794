import fc from 'fast-check';
import { expect, test } from 'vitest';
import { commandLine, prose, type Word } from '../../../../src/emitters/nagios/escape.ts';
import { hostileTexts } from '../../../support/nagios-model.ts';
import { expandMacros, readObjects, splitCommand } from '../../../support/nagios-reader.ts';

const macros = { HOSTADDRESS: '192.0.2.1', HOSTNAME: 'web1', HOME: 'wrong' };

const roundTrip = (words: readonly Word[]): readonly string[] | undefined => {
  const text = `define command {\n  command_name x\n  command_line ${commandLine(words)}\n}\n`;
  const line = readObjects(text)[0]?.values['command_line'] ?? '';
  return splitCommand(expandMacros(line, macros));
};

const program: Word = ['/bin/x'];

test('hostile words reach the program as they were written, and no shell is needed', () => {
  expect(roundTrip([program, ...hostileTexts.map((text) => [text])])).toEqual(['/bin/x', ...hostileTexts]);
});

test('any text of one line survives as an argument', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((one) => !/[\u0000-\u0008\u000a-\u001f\u007f\u2028\u2029]/.test(one));
  const special = fc.string({ unit: fc.constantFrom('$', ';', '!', "'", '"', '\\', ' ', '`', '~', 'a'), maxLength: 30 });
  fc.assert(
    fc.property(fc.array(fc.oneof(text, special), { maxLength: 5 }), (words) => {
      expect(roundTrip([program, ...words.map((word) => [word])])).toEqual(['/bin/x', ...words]);
    }),
    { numRuns: 2000 },
  );
});

test('a macro is filled in between literal dollars', () => {
  expect(roundTrip([program, ['http://', { macro: 'address' }, '/$HOSTNAME$;$x']])).toEqual(['/bin/x', 'http://192.0.2.1/$HOSTNAME$;$x']);
});

test('an empty word stays a word', () => {
  expect(roundTrip([program, [''], ['a']])).toEqual(['/bin/x', '', 'a']);
});

test('prose is one line, and reads as it was written', () => {
  const read = (text: string) => expandMacros(readObjects(`define host {\n  notes ${prose(text)}\n}\n`)[0]?.values['notes'] ?? '', macros);
  expect(read('a; b\n\tc $HOSTNAME$ $5')).toBe('a; b c $HOSTNAME$ $5');
  expect(prose('ends in \\')).toBe('ends in \\.');
});
