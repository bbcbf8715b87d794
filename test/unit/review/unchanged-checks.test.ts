// A plan looks no further at a check that is the same in the same surroundings: it must not miss anything by that.
import { expect, test } from 'vitest';
import { compareCheck } from '../../../src/review/compare-check.ts';
import { makePlan } from '../../../src/review/make-plan.ts';
import { sideOf } from '../../../src/review/side.ts';
import { soundModel, compileOnly } from '../../support/compile-files.ts';
import { corpusCases, corpusFiles, edited } from '../../support/review-corpus.ts';

const files = corpusFiles();
const modelIn = async (some: typeof files) => soundModel(await compileOnly(some), 'production');
const before = await modelIn(files);

test.each(corpusCases().map((one) => [one.name, one] as const))('%s: the plan has every check that differs', async (_, one) => {
  const after = await modelIn(edited(files, one));
  const [old, now] = [sideOf(before), sideOf(after)];
  const differing = after.checks.filter((check) => {
    const was = old.checks.get(check.id);
    return was !== undefined && compareCheck({ before: { check: was, side: old }, after: { check, side: now } }).length > 0;
  });
  const planned = makePlan(before, after).changes.filter(
    ({ kind, action, was }) => kind === 'checks' && action === 'changed' && was === undefined,
  );
  expect(planned.map(({ id }) => id).toSorted()).toEqual(differing.map(({ id }) => id).toSorted());
});
