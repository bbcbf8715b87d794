import { expect, test } from 'vitest';
import { parseNotes, plainNotes } from '../../../src/model/notes.ts';

test('holes are found, and everything else is text', () => {
  expect(parseNotes('On {{ $labels.host }}: {{$value}}, {{ .Evil }} {{ $labels }}')).toEqual([
    'On ',
    { kind: 'label', name: 'host' },
    ': ',
    { kind: 'value' },
    ', {{ .Evil }} {{ $labels }}',
  ]);
});

test('a daemon that fills no holes names them', () => {
  expect(plainNotes('On {{ $labels.host }}: {{ $value }}')).toBe('On (host): (value)');
});
