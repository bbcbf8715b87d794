import { nagiosScheduleZone } from '../../diagnostics/codes/plm404-nagios-schedule-zone.ts';
import type { Model } from '../../model/model.ts';
import { changesClocks } from '../../model/moment.ts';
import type { Schedule } from '../../model/schedule.ts';
import type { EmitContext } from '../contract.ts';
import { prose } from './escape.ts';
import { reportShape } from './findings.ts';
import { neverPeriod, shared } from './names.ts';
import type { Options } from './options.ts';
import { type Period, type PeriodLine, periodOf } from './periods.ts';
import type { TellingPeriod } from './service-scope.ts';

/** The zone the daemon runs in: as chosen, else what all schedules have in common, else UTC. */
export const daemonZone = ({ schedules }: Model, { zone }: Options): string => {
  const [common, ...others] = new Set(schedules.map((schedule) => schedule.zone));
  return zone ?? (others.length === 0 ? common : undefined) ?? 'UTC';
};

const settings = { kind: 'settings', id: 'plimsoll' } as const;

interface PeriodView {
  readonly mark: string;
  readonly name: string;
  readonly alias: string;
  readonly lines: readonly PeriodLine[];
  readonly hasNever: boolean;
  readonly never: string;
}

const plain = (mark: string, name: string, lines: readonly PeriodLine[]): PeriodView => ({
  mark,
  name,
  alias: name,
  lines,
  hasNever: false,
  never: '',
});

const always: readonly PeriodLine[] = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((days) => ({
  days,
  hours: '00:00-24:00',
}));

const viewsOf = ({ id, why }: Schedule, { lines, never }: Period, { mark }: EmitContext): readonly PeriodView[] => {
  const origin = { kind: 'schedules', id } as const;
  const own = { mark: mark(origin), name: id, alias: prose(why), lines, hasNever: never.length > 0, never: neverPeriod(id) };
  return never.length === 0 ? [own] : [own, plain(mark(origin), neverPeriod(id), never)];
};

const writable = (schedule: Schedule, zone: string, context: EmitContext): Period | undefined => {
  if (schedule.zone !== zone) {
    const span = context.locate({ kind: 'schedules', id: schedule.id, field: 'zone' });
    context.report(nagiosScheduleZone({ id: schedule.id, zone: schedule.zone, daemon: zone }, span));
    return undefined;
  }
  const period = periodOf(schedule);
  if (period.kind === 'period') return period;
  reportShape(schedule, period.why, context);
  return undefined;
};

export interface Periods {
  readonly views: readonly PeriodView[];
  /** The period of a schedule; one that could not be written tells at all hours rather than at wrong ones. */
  readonly periodOf: (schedule: string) => TellingPeriod;
}

/** The next time at which a period holds is counted in seconds from midnight; whether it holds now is read from the clock. */
const afterChange = 'On the day clocks go forward, a problem from before its hours may be told an hour after they begin.';

export const planPeriods = (model: Model, zone: string, context: EmitContext): Periods => {
  const views: PeriodView[] = [plain(context.mark(settings), shared.always, always)];
  const written = new Map<string, TellingPeriod>();
  for (const schedule of model.schedules) {
    const period = writable(schedule, zone, context);
    if (period === undefined) continue;
    written.set(schedule.id, { name: schedule.id, ...(changesClocks(schedule.zone) && { difference: afterChange }) });
    views.push(...viewsOf(schedule, period, context));
  }
  const notWritten = (schedule: string): TellingPeriod => ({
    name: shared.always,
    difference: `It tells at all hours: Nagios, which runs in ${zone}, cannot say the schedule \`${schedule}\`.`,
  });
  return { views, periodOf: (schedule) => written.get(schedule) ?? notWritten(schedule) };
};
