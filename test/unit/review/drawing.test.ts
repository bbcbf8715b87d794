import { expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import { thresholdDrawing } from '../../../src/review/report/drawing.ts';
import { bound } from '../../support/sample-model.ts';

const drawing = (before: Limits, after: Limits): string =>
  thresholdDrawing({
    kind: 'limits',
    before: 'old',
    after: 'new',
    drawn: { before: { unit: 'count', limits: before }, after: { unit: 'count', limits: after } },
    hosts: [],
  } as never);

const places = (svg: string): readonly (readonly [string, number])[] =>
  [...svg.matchAll(/<text class="tick" x="([\d.]+)"[^>]*>([^<]*)</g)].map(([, x, text]) => [text ?? '', Number(x)] as const);

const limit = (form: 'above' | 'below', warning: string, critical: string): Limits => [
  { form, warning: bound(warning), critical: bound(critical) },
];

test('a limit that is small beside another one is seen, where one is zero', () => {
  const svg = drawing(limit('below', '100', '0'), limit('below', '1000000000', '0'));
  expect(places(svg).map(([text]) => text)).toEqual(['0', '100', '0', '1000000000']);
  expect(svg).toContain('each step away from 0 multiplies');
});

test('limits on both sides of zero stand in their order, and what is equal in one place', () => {
  const found = places(drawing(limit('below', '-5', '-1000000'), limit('above', '5', '1000000')));
  const x = new Map(found);
  expect([...x.keys()].toSorted((a, b) => Number(x.get(a)) - Number(x.get(b)))).toEqual(['-1000000', '-5', '5', '1000000']);
});

test('limits below zero stand in their order, whatever their size', () => {
  const x = new Map(places(drawing(limit('above', '-1000000', '-10'), limit('above', '-1000', '-1'))));
  expect([...x.keys()].toSorted((a, b) => Number(x.get(a)) - Number(x.get(b)))).toEqual(['-1000000', '-1000', '-10', '-1']);
});
