import type { Check, EscalationStep } from '../../model/model.ts';
import { type Ear, groupsText, optionLetters, reachable, toldLevels } from './hearing.ts';
import type { ServiceScope } from './service-scope.ts';
import type { IntervalText } from './time.ts';

/** From one notification on, until the next step: all who were told before, and one more. */
interface Stage {
  readonly first: number;
  /** 0: without end. */
  readonly last: number;
  readonly intervalMs: number;
  readonly ears: readonly Ear[];
}

export interface EscalationPlan {
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
 * Of a recovery Nagios tells whom the last notification reached, so whoever was told hears of it.
 */
export const planEscalation = (
  check: Check,
  ears: readonly Ear[],
  { teams, remindEveryMs }: Pick<ServiceScope, 'teams' | 'remindEveryMs'>,
): EscalationPlan => {
  const remind = atLeastOneLook(remindEveryMs, check);
  const steps = check.stage === 'live' && ears.length > 0 ? byTime(teams.get(check.owner)?.escalation ?? []) : [];
  const timeOf = (index: number): number | undefined => steps[index]?.[0]?.afterMs;
  const firstMs = timeOf(0);
  if (firstMs === undefined) return { firstIntervalMs: remind, stages: [] };
  let told = ears;
  const stages = steps.map((step, i): Stage => {
    const own = step.map(({ team, urgency }): Ear => ({ team, urgency, hearing: 'all' }));
    told = [...told, ...reachable(own, teams)];
    const next = timeOf(i + 1);
    const intervalMs = next === undefined ? remind : atLeastOneLook(next - (timeOf(i) ?? 0), check);
    return { first: i + 2, last: next === undefined ? 0 : i + 2, intervalMs, ears: told };
  });
  return { firstIntervalMs: atLeastOneLook(firstMs, check), stages };
};

/** What all escalations of a check share besides who is told. */
export interface EscalationTerms {
  readonly interval: IntervalText;
  /** When escalations tell: the hours of the check itself. */
  readonly period: string;
}

/** Views of the escalations of one check on one host. */
export const escalationViews = (
  check: Check,
  plan: EscalationPlan,
  { interval, period }: EscalationTerms,
): readonly Readonly<Record<string, string>>[] =>
  plan.stages.map(({ first, last, intervalMs, ears }) => ({
    description: check.id,
    first: String(first),
    last: String(last),
    interval: interval(intervalMs),
    period,
    options: optionLetters(toldLevels(check), check.unknown).join(','),
    groups: groupsText(ears),
  }));
