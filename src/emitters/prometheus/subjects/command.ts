import { noPrometheusSource } from '../../../diagnostics/codes/plm428-no-prometheus-source.ts';
import type { CheckPlan } from '../plan.ts';
import { nothing, type Planned, tell } from '../planning.ts';
import { planCondition } from './condition.ts';

/** The author's expression as it is: no matcher is added, since only its author knows what it says of hosts. */
export const planCommand = ({ check, subject, planning }: Planned<'command'>): CheckPlan => {
  const expression = subject.prometheus === undefined ? undefined : planning.read(subject.prometheus);
  if (expression === undefined) {
    const what = subject.prometheus === undefined ? 'its command has no `prometheus` expression' : 'its expression is no PromQL';
    tell(planning, check, 'command', (span) => noPrometheusSource({ check: check.id, what }, span));
    return nothing;
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
