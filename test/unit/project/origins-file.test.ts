import { expect, test } from 'vitest';
import type { Origin } from '../../../src/model/model.ts';
import { originAt, originTexts, parseOrigins, printOrigins } from '../../../src/project/origins-file.ts';

const a: Origin = { kind: 'checks', id: 'a' };
const b: Origin = { kind: 'checks', id: 'b' };
const ofHost: Origin = { ...b, host: 'web1' };
const originText = originTexts(({ id }) => ({ file: `checks/${id}.yaml`, line: 7, column: 3 }));

test('neighbours with one origin share a row, and each line still leads to its own', () => {
  const blocks = [
    { first: 2, last: 3, origin: a },
    { first: 4, last: 4, origin: { ...a } },
    { first: 5, last: 6, origin: b },
    { first: 7, last: 7, origin: ofHost },
    { first: 9, last: 9, origin: ofHost },
  ];
  const text = printOrigins('rules/x.yaml', blocks, originText);
  expect(JSON.parse(text).blocks).toEqual([
    [2, 4, 'checks', 'a', '', 'checks/a.yaml', 7, 3],
    [5, 6, 'checks', 'b', '', 'checks/b.yaml', 7, 3],
    [7, 7, 'checks', 'b', '', 'checks/b.yaml', 7, 3, 'web1'],
    [9, 9, 'checks', 'b', '', 'checks/b.yaml', 7, 3, 'web1'],
  ]);
  const origins = parseOrigins(text);
  const found = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((line) => originAt(origins, line)?.origin);
  expect(found).toEqual([undefined, a, a, a, b, b, ofHost, undefined, ofHost]);
});

test('a place is looked for once, except that of one host', () => {
  const asked: string[] = [];
  const text = originTexts(({ id, host }) => {
    asked.push(`${id} ${host}`);
    return undefined;
  });
  expect([a, a, ofHost, ofHost].map(text)).toEqual([
    '"checks","a","","",0,0]',
    '"checks","a","","",0,0]',
    '"checks","b","","",0,0,"web1"]',
    '"checks","b","","",0,0,"web1"]',
  ]);
  expect(asked).toEqual(['a undefined', 'b web1', 'b web1']);
});
