import { parseDuration, printDuration } from '../../model/duration.ts';
import type { Check } from '../../model/model.ts';
import type { PrometheusProbe } from '../../probes/probe.ts';

/** `--timeout-offset` of blackbox_exporter: it answers this long before Prometheus would give up. */
const offsetMs = 500;
/** What Prometheus waits when nothing says otherwise. */
const usualScrapeTimeoutMs = 10_000;

/** How long a probe waits for its answer, as its module says. */
export const patienceOf = ({ module }: PrometheusProbe): number => {
  const timeout = module?.['timeout'];
  return typeof timeout === 'string' ? (parseDuration(timeout) ?? 0) : 0;
};

/** How often Prometheus has a check probed. */
export const probeIntervalMs = ({ timing: { everyMs } }: Pick<Check, 'timing'>, scrapeMs: number): number =>
  everyMs > 0 && everyMs < scrapeMs ? everyMs : scrapeMs;

/**
 * How long to wait for blackbox, so that it is the module that gives up first; a timeout beyond the interval is an error in the
 * daemon's configuration. Undefined where the usual timeout will do.
 */
export const scrapeTimeoutMs = (probes: readonly PrometheusProbe[], scrapeMs: number): number | undefined => {
  const wanted = Math.max(0, ...probes.map(patienceOf)) + 2 * offsetMs;
  return wanted <= usualScrapeTimeoutMs || scrapeMs <= usualScrapeTimeoutMs ? undefined : Math.min(wanted, scrapeMs);
};

/** A probe that is repeated before its timeout has passed gives up earlier. */
export const impatience = (probe: PrometheusProbe, check: Pick<Check, 'timing'>, scrapeMs: number): readonly string[] => {
  if (probe.exporter !== 'blackbox') return [];
  const intervalMs = probeIntervalMs(check, scrapeMs);
  const most = intervalMs - offsetMs;
  return patienceOf(probe) <= most
    ? []
    : [`Blackbox gives up after ${printDuration(most)}, as it is asked again every ${printDuration(intervalMs)}.`];
};
