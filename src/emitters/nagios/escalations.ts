import type { Check, EscalationStep } from '../../model/model.ts';
import { type Ear, groupsText, optionLetters, reachable, toldLevels } from './hearing.ts';
import { shared } from './names.ts';
import type { ServiceScope } from './service-scope.ts';
import { seconds } from './time.ts';

/** From one notification on, until the next step: all who were told before, and one more. */
interface Stage {
  readonly first: number;
  /** 0: without end. */
  readonly last: number;
  readonly intervalMs: number;
  readonly ears: readonly Ear[];
}

export interface EscalationPlan {
  /** When escalations tell: the hours of the check itself. */
  readonly period: string;
  /** Time between the first notification and the second. */
  readonly firstIntervalMs: number;
  readonly stages: readonly Stage[];
}

const byTime = (steps: readonly EscalationStep[]): readonly (readonly EscalationStep[])[] => {
  const times = [...new Set(steps.map(({ afterMs }) => afterMs))].sort((a, b) => a - b);
  return times.map((time) => steps.filter(({ afterMs }) => afterMs === time));
};

/** Nagios warns of intervals shorter than the check's own, since it notifies when a check has run. */
const atLeastOneLook = (intervalMs: number, { timing }: Check): number => (intervalMs === 0 ? 0 : Math.max(intervalMs, timing.everyMs));

/**
 * Nagios escalates by counting notifications, and an escalation replaces contacts and interval of the service while it matches. So
 * the interval up to each notification is chosen to make the n-th fall on the n-th step, and each stage names everybody so far.
 */
export const planEscalation = (
  check: Check,
  ears: readonly Ear[],
  { teams, remindEveryMs, periodOf }: Pick<ServiceScope, 'teams' | 'remindEveryMs' | 'periodOf'>,
): EscalationPlan => {
  const period = check.during === undefined ? shared.always : periodOf(check.during);
  const remind = atLeastOneLook(remindEveryMs, check);
  const steps = check.stage === 'live' && ears.length > 0 ? byTime(teams.get(check.owner)?.escalation ?? []) : [];
  const [firstStep] = steps;
  if (firstStep === undefined) return { period, firstIntervalMs: remind, stages: [] };
  const timeOf = (index: number): number | undefined => steps[index]?.[0]?.afterMs;
  let told = ears;
  const stages = steps.map((step, i): Stage => {
    const own = step.map(({ team, urgency }): Ear => ({ team, urgency, hearing: 'all' }));
    told = [...told, ...reachable(own, teams)];
    const next = timeOf(i + 1);
    const intervalMs = next === undefined ? remind : atLeastOneLook(next - (timeOf(i) ?? 0), check);
    return { first: i + 2, last: next === undefined ? 0 : i + 2, intervalMs, ears: told };
  });
  return { period, firstIntervalMs: atLeastOneLook(timeOf(0) ?? remindEveryMs, check), stages };
};

/** Views of the escalations of one check on one host. */
export const escalationViews = (check: Check, host: string, plan: EscalationPlan): readonly object[] =>
  plan.stages.map(({ first, last, intervalMs, ears }) => ({
    host,
    description: check.id,
    first: String(first),
    last: String(last),
    interval: seconds(intervalMs),
    period: plan.period,
    options: optionLetters(toldLevels(check)).join(','),
    groups: groupsText(ears),
  }));
