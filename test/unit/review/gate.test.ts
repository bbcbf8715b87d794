import { expect, test } from 'vitest';
import type { Team } from '../../../src/model/model.ts';
import type { ChangeClass } from '../../../src/review/classes.ts';
import { type Approval, decide, requirementsOf } from '../../../src/review/gate.ts';
import { makePlan } from '../../../src/review/make-plan.ts';
import type { Need, Plan } from '../../../src/review/plan.ts';
import { type Policy, usualPolicy } from '../../../src/review/policy.ts';
import { sampleModel } from '../../support/sample-model.ts';

const team = (id: string, ...members: string[]): Team => ({ id, name: id, receivers: {}, escalation: [], members });
const teams = [team('backend', 'Ana', 'ben', 'cora'), team('ops', 'olga', 'omar'), team('security', 'sam'), team('empty')];

const model = sampleModel();
const planOf = (worst: ChangeClass, ...needs: Need[]): Plan => {
  const [change] = makePlan(sampleModel({ checks: [] }), model).changes;
  if (change === undefined) throw new Error('no change');
  return { ...makePlan(model, model), class: worst, needs, changes: [{ ...change, class: worst, needs }] };
};

const owner: Need = { party: 'owner', team: 'backend' };
const policy = (more: Partial<Policy> = {}): Policy => ({ ...usualPolicy, ops: 'ops', security: 'security', ...more });

const put = (plan: Plan, approvals: readonly Approval[], { authors = ['author'], of = policy() } = {}) =>
  decide(
    { plan, rulings: { violations: [], excused: [] }, approvals: { version: 1, authors, approvals }, output: 'sha256:new' },
    { policy: of, teams },
  );
const by = (...names: string[]): readonly Approval[] => names.map((name) => ({ by: name, output: 'sha256:new' }));

test('a member of the team that is asked may agree, whatever the case of the name', () => {
  expect(put(planOf('C3', owner), by('ana')).verdict).toBe('pass');
  expect(put(planOf('C3', owner), by('ANA')).requirements).toEqual([{ ...owner, required: 1, by: ['ANA'], met: true }]);
});

test('nobody agrees to their own change, however the name is written', () => {
  const found = put(planOf('C3', owner), by('BEN'), { authors: ['someone', 'Ben'] });
  expect(found.verdict).toBe('missing');
  expect(found.dropped).toEqual([{ by: 'BEN', because: 'nobody agrees to their own change' }]);
});

test('what was agreed to before the output changed does not count', () => {
  const found = put(planOf('C3', owner), [{ by: 'ben', output: 'sha256:old' }]);
  expect(found.verdict).toBe('missing');
  expect(found.dropped).toEqual([{ by: 'ben', because: 'it was given to another output' }]);
});

test('a stranger counts for nobody, and the member of another team not for this one', () => {
  expect(put(planOf('C3', owner), by('mallory', 'olga', 'sam')).requirements).toEqual([{ ...owner, required: 1, by: [], met: false }]);
});

test('ops and security are the teams that the policy names; security falls to ops where none is named', () => {
  const plan = planOf('C6', { party: 'ops' }, { party: 'security' });
  expect(put(plan, by('olga')).verdict).toBe('missing');
  expect(put(plan, by('olga', 'sam')).verdict).toBe('pass');
  expect(put(plan, by('olga'), { of: policy({ security: undefined }) }).verdict).toBe('pass');
  expect(put(plan, by('olga', 'sam', 'ana'), { of: policy({ ops: undefined, security: undefined }) }).verdict).toBe('missing');
});

test('anybody of any team but the author is the team', () => {
  expect(put(planOf('C1', { party: 'team' }), by('sam')).verdict).toBe('pass');
  expect(put(planOf('C1', { party: 'team' }), by('stranger')).verdict).toBe('missing');
});

test('where two must agree, one who agrees twice is one', () => {
  const of = policy({ approvals: { C5: { owner: 2 } } });
  const plan = planOf('C5', owner);
  expect(put(plan, by('ana', 'ana'), { of }).verdict).toBe('missing');
  expect(put(plan, by('ana', 'ANA'), { of }).verdict).toBe('missing');
  expect(put(plan, by('ana', 'ben'), { of }).requirements).toEqual([{ ...owner, required: 2, by: ['ana', 'ben'], met: true }]);
});

test('a policy may ask for nobody, and then nobody is asked', () => {
  const of = policy({ approvals: { C1: { team: 0 } } });
  expect(requirementsOf(planOf('C1', { party: 'team' }), of)).toEqual([]);
  expect(put(planOf('C1', { party: 'team' }), [], { of }).verdict).toBe('pass');
});

test('the most that any change asks of a party is asked of it', () => {
  const one = planOf('C3', owner);
  const other = planOf('C5', owner);
  const both: Plan = { ...other, changes: [...one.changes, ...other.changes] };
  expect(requirementsOf(both, policy({ approvals: { C5: { owner: 2 } } }))).toEqual([{ ...owner, required: 2 }]);
});

test('a team without members, and one that the base does not have, are never met', () => {
  for (const id of ['empty', 'new-team'])
    expect(put(planOf('C3', { party: 'owner', team: id }), by('ana', 'olga', 'sam', 'mallory')).verdict).toBe('missing');
});

test('a broken rule outweighs every agreement', () => {
  const found = decide(
    {
      plan: planOf('C3', owner),
      rulings: { violations: [{ rule: 'pageNeedsRunbook', on: 'x', message: 'm' }], excused: [] },
      approvals: { version: 1, authors: [], approvals: by('ana') },
      output: 'sha256:new',
    },
    { policy: policy(), teams },
  );
  expect(found.verdict).toBe('violation');
});
