import { printDuration } from '../model/duration.ts';
import type { Check, Model, Receiver, Team, Urgency } from '../model/model.ts';
import { type Instant, instantIn, isWithin, momentAt, nextBeginning, printMoment, weekdayOf, type WrittenTime } from '../model/moment.ts';
import type { Schedule } from '../model/schedule.ts';
import { silent, unknownSeverity, urgencyOf } from '../emitters/alert-labels.ts';
import { type Escalation, escalationsOf } from '../emitters/escalation.ts';
import { quietOf } from './explain-quiet.ts';
import type { ExplainedQuery, ExplainedRoute, GeneratedObject } from './explain-types.ts';

const by = (receiver: Receiver | undefined): string => {
  switch (receiver?.kind) {
    case undefined:
      return 'nothing';
    case 'email':
      return `e-mail to ${receiver.address}`;
    case 'webhook':
      return `webhook ${receiver.url}`;
    case 'slack':
      return `Slack ${receiver.channel}`;
    case 'pagerduty':
      return 'PagerDuty';
  }
};

interface Asked {
  readonly check: Check;
  readonly model: Model;
  readonly teams: ReadonlyMap<string, Team>;
  readonly hours?: Schedule;
  /** The time in question, and the zone it is shown in. */
  readonly at?: { readonly instant: Instant; readonly zone: string };
  readonly zone: string;
}

const told = (id: string, urgency: Urgency, { teams }: Asked): string => `${urgency} ${id} by ${by(teams.get(id)?.receivers[urgency])}`;

const clockAt = (instant: Instant, zone: string): string => {
  const moment = momentAt(instant, zone);
  const weekday = weekdayOf(moment);
  return `${weekday.slice(0, 1).toUpperCase()}${weekday.slice(1)} ${printMoment(moment)} ${zone}`;
};

const shortClock = (instant: Instant, { at, zone }: Asked): string => {
  const moment = printMoment(momentAt(instant, zone));
  const today = at && printMoment(momentAt(at.instant, zone));
  return today !== undefined && today.slice(0, 10) === moment.slice(0, 10) ? moment.slice(11) : moment;
};

const muted = (instant: Instant, { hours }: Asked): boolean => hours !== undefined && !isWithin(hours, instant);

const stepText = ({ afterMs, team, urgency }: Escalation, asked: Asked): string => {
  const who = `after ${printDuration(afterMs)} ${told(team, urgency, asked)}`;
  if (asked.at === undefined) return who;
  const due = asked.at.instant + afterMs;
  const hour = `${who}, at ${shortClock(due, asked)}`;
  return muted(due, asked) ? `${hour}, outside of ${asked.hours?.id ?? 'its hours'}: told when its hours begin again` : hour;
};

const idleText = ({ afterMs, team, urgency }: Escalation): string =>
  `after ${printDuration(afterMs)} ${urgency} ${team}: Alertmanager has told that receiver already`;

/** Steps of the escalation, in the order of time. */
const later = (urgency: Urgency, asked: Asked): readonly string[] => {
  const { steps, idle } = escalationsOf(asked.check, urgency, asked.teams);
  return [...steps, ...idle]
    .toSorted((a, b) => a.afterMs - b.afterMs)
    .map((step) => (idle.includes(step) ? idleText(step) : stepText(step, asked)));
};

const waiting = (asked: Asked): string => {
  const { hours, at } = asked;
  if (hours === undefined || at === undefined) return '';
  const next = nextBeginning(hours, at.instant);
  return next === undefined ? 'its hours do not begin within a fortnight' : `its hours begin again at ${clockAt(next, asked.zone)}`;
};

type Answer = Pick<ExplainedRoute, 'told' | 'steps'>;

const stepsFor = (urgency: Urgency | typeof silent, asked: Asked): Answer => {
  const { check, at, hours } = asked;
  if (check.stage === 'dark') return { told: false, steps: ['nobody: the check is dark'] };
  if (urgency === silent) return { told: false, steps: ['nobody: the check tells nobody of this level'] };
  const [first, ...rest] = [told(check.owner, urgency, asked), ...later(urgency, asked)];
  if (at === undefined) {
    const always = [first ?? '', ...rest];
    if (hours === undefined) return { told: true, steps: always };
    return { told: true, steps: [...always, `outside of ${hours.id} nobody; a problem that lasts is told when the hours begin`] };
  }
  if (!muted(at.instant, asked)) return { told: true, steps: [first ?? '', ...rest] };
  return { told: false, steps: [`nobody: outside of ${hours?.id ?? ''}; ${waiting(asked)}`, `then, if it lasts: ${first ?? ''}`] };
};

const levels = ['critical', 'warning', unknownSeverity] as const;

const isIgnored = ({ unknown }: Check, level: (typeof levels)[number]): boolean => level === unknownSeverity && unknown === 'ignore';

export interface RouteQuestion {
  readonly at?: WrittenTime;
  /** Where the time is meant when the check has no hours of its own. */
  readonly zone: string;
  /** Generated from the check, in any environment. */
  readonly objects: readonly GeneratedObject[];
  readonly queries: readonly ExplainedQuery[];
}

/** Who is told about a check at each level, first to last, in words: at a time, or at any. */
export const routesOf = (id: string, model: Model, { at, zone, objects, queries }: RouteQuestion): readonly ExplainedRoute[] => {
  const check = model.checks.find((one) => one.id === id);
  if (check === undefined) return [];
  const hours = model.schedules.find((one) => one.id === check.during);
  const own = hours?.zone ?? zone;
  const mine = objects.filter(({ environment }) => environment === model.environment);
  const asked: Asked = {
    check,
    model,
    teams: new Map(model.teams.map((team) => [team.id, team])),
    zone: own,
    ...(hours !== undefined && { hours }),
    ...(at !== undefined && { at: { instant: instantIn(at, own), zone: own } }),
  };
  return levels.flatMap((level): readonly ExplainedRoute[] => {
    const urgency = isIgnored(check, level) ? silent : urgencyOf({ ...check, stage: 'live' }, level);
    if (urgency === silent && level !== 'critical') return [];
    const answer = stepsFor(urgency, asked);
    return [
      {
        environment: model.environment,
        level,
        ...answer,
        ...(asked.at !== undefined && { at: clockAt(asked.at.instant, own) }),
        quiet: urgency === silent || check.stage === 'dark' ? [] : quietOf({ check, level, model, objects: mine, queries }),
      },
    ];
  });
};
