import type { CheckPlan } from '../plan.ts';
import { type Planned, unseen } from '../planning.ts';
import { planCondition } from './condition.ts';

/** The author's expression as it is: no matcher is added, since only its author knows what it says of hosts. */
export const planCommand = (planned: Planned<'command'>): CheckPlan => {
  const { check, subject, planning } = planned;
  const expression = subject.prometheus === undefined ? undefined : planning.read(subject.prometheus);
  if (expression === undefined) {
    const what = subject.prometheus === undefined ? 'its command has no `prometheus` expression' : 'its expression is no PromQL';
    return unseen(planned, 'command', what);
  }
  return planCondition({
    expression,
    checkId: check.id,
    hostLabel: planning.hostLabel,
    host: check.hosts[0],
    matchers: [],
    labels: {},
    summary: `${check.id} has found a problem.`,
    description: [
      `${check.id} has found a problem`,
      { kind: 'where', name: planning.hostLabel },
      ': the value is ',
      { kind: 'value' },
      '.',
    ],
  });
};
