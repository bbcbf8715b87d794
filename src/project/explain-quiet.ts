import { isMap, own } from '../base/data.ts';
import { parseDuration, printDuration } from '../model/duration.ts';
import type { Check, Model, Urgency } from '../model/model.ts';
import { dependenciesOf } from '../emitters/alertmanager/dependency-inhibition.ts';
import { pressesAs } from '../emitters/alertmanager/tellings.ts';
import type { ExplainedQuery, ExplainedRoute, GeneratedObject } from './explain-types.ts';

export interface Quiet {
  readonly check: Check;
  readonly level: ExplainedRoute['level'];
  readonly model: Model;
  /** Generated from the check in this environment. */
  readonly objects: readonly GeneratedObject[];
  readonly queries: readonly ExplainedQuery[];
}

const listed = (ids: readonly string[]): string => {
  const [last = '', ...rest] = ids.toReversed();
  return rest.length === 0 ? last : `${rest.toReversed().join(', ')} and ${last}`;
};

/** Prometheus waits longer for an answer that is missing than for a value where one lost scrape would be enough. */
const unanswered = ({ check: { timing, firstDelayMs = 0 }, model: { environment }, queries }: Quiet): readonly string[] => {
  const own = queries.find((one) => one.environment === environment && one.labels === 'severity="unknown"');
  const lasting = own?.for === undefined ? undefined : parseDuration(own.for);
  return lasting === undefined || lasting === timing.forMs + firstDelayMs
    ? []
    : [`By Prometheus nobody is told before it has lasted ${own?.for ?? ''}.`];
};

const waits = (quiet: Quiet): readonly string[] => {
  const { timing, firstDelayMs = 0 } = quiet.check;
  return [
    ...(timing.forMs === 0 ? [] : [`Nobody is told before it has lasted ${printDuration(timing.forMs)}.`]),
    ...(firstDelayMs === 0 ? [] : [`Nobody is told for another ${printDuration(firstDelayMs)} after that.`]),
    ...(quiet.level === 'unknown' ? unanswered(quiet) : []),
  ];
};

const flapping = ({ check: { flapping: limits }, model: { targets } }: Quiet): readonly string[] =>
  limits === undefined || targets['nagios'] === undefined
    ? []
    : [`Nagios tells nobody from ${limits.high}% of recent state changes on, until there are fewer than ${limits.low}%.`];

const uniqueSorted = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

/** Checks whose failure holds back this one in Nagios, read from its dependencies. */
const inNagios = ({ objects }: Quiet): readonly string[] =>
  uniqueSorted(
    objects
      .filter(({ artifact }) => artifact.includes('/nagios/objects/dependencies/'))
      .flatMap(({ text }) => /^\s*service_description\s+(.*)$/m.exec(text)?.[1] ?? []),
  );

const heldBy = (ids: readonly string[], backend: string): readonly string[] =>
  ids.length === 0 ? [] : [`${backend} nobody is told while ${listed(ids)} is critical in the same place.`];

const dependencies = (quiet: Quiet): readonly string[] => {
  const { check, model } = quiet;
  if (check.dependsOn.length === 0) return [];
  const nagios = inNagios(quiet);
  const isRouted = model.targets['alertmanager'] !== undefined;
  const { held, differences } = isRouted ? dependenciesOf(model) : { held: new Map<Check, readonly Check[]>(), differences: [] };
  const alertmanager = uniqueSorted([...held].flatMap(([on, checks]) => (checks.includes(check) ? [on.id] : [])));
  const notes = differences.filter((one) => one.check === check).map(({ on, why }) => `In Alertmanager, ${on.id}: ${why}`);
  if (nagios.join() === alertmanager.join()) return [...heldBy(nagios, 'In Nagios and Alertmanager'), ...notes];
  return [...heldBy(nagios, 'In Nagios'), ...heldBy(alertmanager, 'In Alertmanager'), ...notes];
};

/** A ping probe that says of a host that it is down, so that Alertmanager holds back what else is said of it. */
const isWitness = ({ subject, stage, during, notify }: Check, urgency: Urgency | undefined): boolean =>
  subject.kind === 'probe' &&
  subject.probe === 'ping' &&
  stage === 'live' &&
  during === undefined &&
  notify.critical !== undefined &&
  (urgency === undefined || pressesAs(notify.critical, urgency));

const hosts = ({ check, level, model }: Quiet): readonly string[] => {
  if (check.hosts.length === 0) return [];
  const mine = new Set(check.hosts);
  const parents = uniqueSorted(model.hosts.filter(({ id }) => mine.has(id)).flatMap((host) => host.parents));
  const behind = parents.length === 0 ? '' : `, or a host it is reached through (${listed(parents)})`;
  const { nagios } = model.targets;
  const looks = isMap(nagios) && own(nagios, 'hostCheck') !== 'none';
  const urgency = level === 'unknown' ? (check.notify.critical ?? check.notify.warning) : check.notify[level];
  const witnesses = model.checks.filter(
    (one) => one !== check && isWitness(one, urgency) && one.hosts.some((host) => mine.has(host) || parents.includes(host)),
  );
  return [
    ...(looks ? [`In Nagios nobody is told while it finds the host down${behind}.`] : []),
    ...(model.targets['alertmanager'] === undefined || witnesses.length === 0
      ? []
      : [
          `In Alertmanager nobody is told while ${listed(witnesses.map(({ id }) => id))} ${witnesses.length === 1 ? 'finds' : 'find'} the host down${behind}.`,
        ]),
  ];
};

const levels = ({ check: { notify }, level }: Quiet): readonly string[] => {
  const { critical, warning } = notify;
  if (level !== 'warning' || critical === undefined || warning === undefined || !pressesAs(critical, warning)) return [];
  return ['Nobody is told of the warning while it is critical in the same place.'];
};

/** What keeps a check quiet although it has a problem, one sentence each. */
export const quietOf = (quiet: Quiet): readonly string[] => [
  ...waits(quiet),
  ...levels(quiet),
  ...dependencies(quiet),
  ...hosts(quiet),
  ...flapping(quiet),
];
