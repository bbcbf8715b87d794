import { expect, test } from 'vitest';
import type { Check, Model } from '../../../src/model/model.ts';
import { makePlan } from '../../../src/review/make-plan.ts';
import { type Exception, type Policy, usualPolicy } from '../../../src/review/policy.ts';
import { judgeByPolicy } from '../../../src/review/violations.ts';
import { limited } from '../../support/review-document.ts';
import { sampleModel } from '../../support/sample-model.ts';

const judge = (before: readonly Check[], after: readonly Check[], policy: Partial<Policy> = {}, today = '2026-11-23') => {
  const [old, now]: readonly Model[] = [sampleModel({ checks: before }), sampleModel({ checks: after })];
  if (old === undefined || now === undefined) throw new Error('no models');
  return judgeByPolicy({ plan: makePlan(old, now), before: old, after: now, today }, { ...usualPolicy, ...policy });
};

const { runbook: _, ...bare } = limited('a', 5);

test('what wakes somebody names a runbook, when it changes', () => {
  expect(judge([], [bare]).violations).toMatchObject([{ rule: 'pageNeedsRunbook', on: 'a' }]);
  expect(judge([bare], [bare]).violations).toEqual([]);
  expect(judge([], [{ ...bare, notify: { critical: 'ticket' } }]).violations).toEqual([]);
  expect(judge([], [bare], { rules: { ...usualPolicy.rules, pageNeedsRunbook: false } }).violations).toEqual([]);
});

test('what alerts for less says why, in the check or in the threshold', () => {
  const looser = limited('a', 9);
  expect(judge([limited('a', 5)], [looser]).violations).toMatchObject([{ rule: 'looserNeedsReason', on: 'a' }]);
  expect(judge([limited('a', 5)], [{ ...looser, why: 'Nine is fine since March.' }]).violations).toEqual([]);
  expect(judge([limited('a', 5)], [limited('a', 4)]).violations).toEqual([]);
});

test('what is new starts dark where the policy asks for it', () => {
  const rules = { ...usualPolicy.rules, newPageStartsDark: true };
  expect(judge([], [limited('a', 5)], { rules }).violations).toMatchObject([{ rule: 'newPageStartsDark', on: 'a' }]);
  expect(judge([], [limited('a', 5, { stage: 'dark' })], { rules }).violations).toEqual([]);
});

test('budgets count checks and hosts that are touched, on either side', () => {
  const before = [limited('a', 5, { hosts: ['worker1'] }), limited('b', 5)];
  const after = [limited('a', 4, { hosts: ['worker2'] }), limited('b', 5)];
  expect(judge(before, after, { budgets: { checksPerChange: 1, hostsPerChange: 2 } }).violations).toEqual([]);
  expect(judge(before, after, { budgets: { checksPerChange: 0 } }).violations).toMatchObject([{ rule: 'checksPerChange' }]);
  expect(judge(before, after, { budgets: { hostsPerChange: 1 } }).violations).toEqual([
    { rule: 'hostsPerChange', message: 'the change touches 2 hosts, more than 1: split it' },
  ]);
});

const excused = (more: Partial<Exception> = {}): Partial<Policy> => ({
  exceptions: [{ rule: 'pageNeedsRunbook', on: 'a', why: 'The runbook is being written.', ...more }],
});

test('an exception of the base excuses one rule of one check, and is shown', () => {
  const found = judge([], [bare, { ...bare, id: 'b' }], excused());
  expect(found.violations.map(({ on }) => on)).toEqual(['b']);
  expect(found.excused).toMatchObject([{ rule: 'pageNeedsRunbook', on: 'a', because: { why: 'The runbook is being written.' } }]);
  expect(judge([], [bare], excused({ rule: 'looserNeedsReason' })).violations).toHaveLength(1);
});

test('an exception holds on its last day and not on the next', () => {
  const until = '2026-11-23';
  expect(judge([], [bare], excused({ until })).violations).toEqual([]);
  expect(judge([], [bare], excused({ until }), '2026-11-24').violations).toHaveLength(1);
});
