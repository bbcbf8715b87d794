import { invariant } from '../../base/invariant.ts';
import { parseDuration, printDuration } from '../../model/duration.ts';
import type { Check, Timing } from '../../model/model.ts';
import { shared } from './names.ts';
import type { Options } from './options.ts';
import type { Realised } from './subjects/realised.ts';

/** One process hands in the results of every service that looks at a metric of gmetad. */
export interface Polling {
  readonly periodMs: number;
  /** Silence for this long runs the command that says so. */
  readonly silentAfterMs: number;
  /** The same for the poller's own service, which is told first: it explains the silence of all others. */
  readonly ownSilentAfterMs: number;
}

/** What a round takes, the daemon's reading of it, and its next look at what is not fresh (`service_freshness_check_interval`). */
const graceMs = 30_000;

/** How results are handed in; undefined when every service asks for itself. */
export const pollingOf = ({ metricResults, poller }: Pick<Options, 'metricResults' | 'poller'>): Polling | undefined => {
  if (metricResults === 'plugin') return undefined;
  const periodMs = parseDuration(poller.every);
  invariant(periodMs !== undefined, 'the options were checked');
  return { periodMs, silentAfterMs: 3 * periodMs + graceMs, ownSilentAfterMs: 2 * periodMs + graceMs };
};

/** Nagios counts looks of a passive service as of any other; they come once in a period, whatever the state. */
export const pollerTiming = (timing: Timing, periodMs: number): Timing => ({
  ...timing,
  everyMs: periodMs,
  retryMs: periodMs,
  attempts: Math.ceil(timing.forMs / periodMs) + 1,
});

const slower = ({ timing }: Check, { periodMs }: Polling): readonly string[] =>
  timing.everyMs >= periodMs
    ? []
    : [`It is looked at every ${printDuration(periodMs)}, not every ${printDuration(timing.everyMs)}: the poller has one period.`];

interface Looked {
  readonly check: Check;
  readonly realised: Realised;
}

export const isPolled = ({ placements }: Realised): boolean =>
  placements.length > 0 && placements.every(({ polled }) => polled !== undefined);

/** What a check becomes when the poller looks for it: passive, at the poller's period. Others stay as they are. */
export const byPoller = (looked: Looked, polling: Polling | undefined): Looked => {
  const { check, realised } = looked;
  if (polling === undefined || !isPolled(realised)) return looked;
  return {
    check: { ...check, timing: pollerTiming(check.timing, polling.periodMs) },
    realised: {
      ...realised,
      placements: realised.placements.map((placement) => ({ ...placement, command: shared.pollerSilent })),
      commands: [],
      silenceMs: polling.silentAfterMs,
      countsLooks: true,
      differences: [...realised.differences, ...slower(check, polling)],
    },
  };
};
