import { expect, test } from 'vitest';
import { parsePromql } from '../../../src/promql/parse.ts';

test.each([
  'up_time',
  'A_b',
  'count_values',
  'histogram_quantile',
  'inf_x',
  'on_hold',
  'group_lefts',
  'group_left',
  'GROUP_RIGHT',
  'x1_2_',
])('%s alone is read as the grammar reads it with a space behind', (name) => {
  const spaced = parsePromql(`${name} `);
  expect(parsePromql(name)).toEqual(spaced);
  expect(spaced.ok).toBe(!/^group_(?:left|right)$/i.test(name));
});
