import { nagiosPollerIdle } from '../../diagnostics/codes/plm399-nagios-poller-idle.ts';
import { nagiosPollerUnheard } from '../../diagnostics/codes/plm424-nagios-poller-unheard.ts';
import type { Model, Team, Urgency } from '../../model/model.ts';
import { printDuration } from '../../model/duration.ts';
import type { Artifact, EmitContext } from '../contract.ts';
import { commandLine } from './escape.ts';
import type { WriteFile } from './file-plan.ts';
import { type Ear, groupsText, optionLetters } from './hearing.ts';
import { literally } from './metric-source.ts';
import { estateHost, shared } from './names.ts';
import { gmetadOf, type Options } from './options.ts';
import type { Polling } from './poller.ts';
import { pluginPath } from './subjects/place.ts';
import { type IntervalText, wholeSeconds } from './time.ts';

export interface PollerScope {
  readonly model: Model;
  readonly options: Options;
  readonly context: EmitContext;
  readonly polling: Polling;
  readonly remindEveryMs: number;
  readonly interval: IntervalText;
  /** Who is told of the poller itself. */
  readonly ears: readonly Ear[];
  readonly write: WriteFile;
}

const settings = { kind: 'settings', id: 'plimsoll', field: 'targets.nagios' } as const;
const urgencies = ['page', 'ticket', 'chat'] as const satisfies readonly Urgency[];

/** Who is told that the poller itself fails: its owner, as urgently as that team can be told. */
export const pollerEars = ({ poller: { owner } }: Options, teams: ReadonlyMap<string, Team>): readonly Ear[] => {
  const receivers = owner === undefined ? undefined : teams.get(owner)?.receivers;
  const urgency = urgencies.find((each) => receivers?.[each] !== undefined);
  return owner === undefined || urgency === undefined ? [] : [{ team: owner, urgency, hearing: 'all' }];
};

interface PollerFindings {
  readonly isPolled: boolean;
  readonly isTold: boolean;
  readonly context: EmitContext;
}

/** What was asked of the poller and comes to nothing. */
export const reportPoller = ({ metricResults, poller: { owner } }: Options, { isPolled, isTold, context }: PollerFindings): void => {
  if (metricResults === 'plugin') return;
  const place = (field: string) => context.locate({ ...settings, field: `${settings.field}.${field}` });
  if (!isPolled) context.report(nagiosPollerIdle({}, place('metricResults')));
  if (owner !== undefined && !isTold) context.report(nagiosPollerUnheard({ owner }, place('poller.owner')));
};

/** The check results directory of the daemon. */
const spoolOf = ({ poller, stateDirectory }: Options): string =>
  poller.spoolDirectory ?? (stateDirectory === undefined ? '/var/lib/nagios4/spool/checkresults' : `${stateDirectory}/spool/checkresults`);

/** Once a minute at most; cron leaves the rest of the round's time to what still has to be cleaned up. */
const timeBox = ({ periodMs }: Polling): number => Math.max(5, Math.min(50, Math.floor(periodMs / 1000) - 1));

const programView = ({ model, options, polling }: PollerScope) => ({
  gmetadHost: gmetadOf(options)?.host ?? 'localhost',
  gmetadPort: String(options.poller.port),
  tableDirectory: options.poller.tableDirectory,
  stateDirectory: options.poller.stateDirectory,
  spoolDirectory: spoolOf(options),
  host: estateHost(model.estate),
  service: shared.poller,
  period: wholeSeconds(polling.periodMs),
  silentAfter: wholeSeconds(polling.silentAfterMs),
  timeBox: String(timeBox(polling)),
  // What is left is for judging and handing in.
  readWithin: String(Math.ceil(timeBox(polling) * 0.6)),
});

const minuteMs = 60_000;

const minutesOf = (minutes: number): string => (minutes === 60 ? '0 * * * *' : `${minutes === 1 ? '*' : `*/${minutes}`} * * * *`);

/** cron knows minutes; anything else is a program that goes on, which cron starts again should it end. */
const crontabView = ({ options, polling: { periodMs } }: PollerScope) => {
  const program = `${options.libraryDirectory}/plimsoll-poll-metrics`;
  const minutes = periodMs / minuteMs;
  if (Number.isInteger(minutes)) return { times: minutesOf(minutes), command: program, what: 'One round.' };
  return {
    times: '* * * * *',
    command: `${program} --every ${wholeSeconds(periodMs)} || [ $? -eq 75 ]`,
    what: 'It goes on; cron only starts it again when it has ended.',
  };
};

const silenceLine = (code: string, text: string, { options }: PollerScope): string =>
  commandLine(literally(pluginPath('check_dummy', options), code, text));

const objectsView = (scope: PollerScope) => {
  const { model, polling, interval, ears } = scope;
  const tells = ears.length > 0;
  return {
    silent: shared.pollerSilent,
    silentLine: silenceLine('3', `plimsoll-poll-metrics has handed in nothing for ${printDuration(polling.silentAfterMs)}`, scope),
    ownSilent: shared.pollerOwnSilent,
    ownSilentLine: silenceLine('2', `plimsoll-poll-metrics has not run for ${printDuration(polling.ownSilentAfterMs)}`, scope),
    host: estateHost(model.estate),
    service: shared.poller,
    always: shared.always,
    interval: interval(polling.periodMs),
    freshnessThreshold: wholeSeconds(polling.ownSilentAfterMs),
    notifies: tells ? '1' : '0',
    options: optionLetters(tells ? ['critical', 'warning'] : []).join(','),
    remindInterval: interval(scope.remindEveryMs),
    groups: groupsText(ears),
  };
};

const pollerObjects = (scope: PollerScope): Artifact =>
  scope.write({ path: 'objects/poller.cfg', template: 'poller', view: { mark: scope.context.mark(settings), ...objectsView(scope) } });

const pollerCrontab = (scope: PollerScope): Artifact =>
  scope.write({
    path: 'cron.d/plimsoll-poll-metrics',
    template: 'poller-crontab',
    view: { mark: scope.context.mark(settings), user: scope.options.user, ...crontabView(scope) },
  });

/** The poller's own service with the commands that say it is silent, the cron entry that starts it, and the program, made of `parts`. */
export const pollerArtifacts = (scope: PollerScope, parts: Readonly<Record<string, string>>): readonly Artifact[] => [
  pollerObjects(scope),
  pollerCrontab(scope),
  {
    path: 'libexec/plimsoll-poll-metrics',
    text: scope.context.render('plimsoll-poll-metrics', { version: scope.context.version, ...parts, ...programView(scope) }),
    mode: 0o755,
  },
];
