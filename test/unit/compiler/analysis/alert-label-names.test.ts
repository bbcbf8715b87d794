import { expect, test } from 'vitest';
import { alertLabelNames } from '../../../../src/compiler/analysis/alert-label-names.ts';
import { alertLabels } from '../../../../src/emitters/alert-labels.ts';

test('the compiler knows the labels that emitters put on alerts', () => {
  expect([...alertLabelNames].sort()).toEqual([...alertLabels].sort());
});
