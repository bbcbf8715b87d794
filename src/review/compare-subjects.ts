import { compareText } from '../base/compare.ts';
import { compareDecimal, parseDecimal } from '../base/decimal.ts';
import { printDuration } from '../model/duration.ts';
import type { LimitForm, Limits } from '../model/limits.ts';
import type { BurnTier, Check, CheckSubject, EventRate, Metric, Variant } from '../model/model.ts';
import type { Unit } from '../model/unit.ts';
import type { Pair } from './pair.ts';
import { compareExpressions } from './compare-expressions.ts';
import { compareLimits, isComparable, type Measured } from './compare-limits.ts';
import type { Facet } from './facet.ts';
import { combine, type Relation, sooner } from './relation.ts';
import { sayDuration, sayLimits } from './say.ts';
import type { Side } from './side.ts';

type SubjectOf<K extends CheckSubject['kind']> = Extract<CheckSubject, { kind: K }>;

interface Both<S> {
  readonly before: S;
  readonly after: S;
}

/** Limits by host, of a threshold check or of one measure of a probe. */
interface Held {
  readonly threshold: string;
  readonly measure?: string;
  readonly unit: Unit;
  readonly variants: readonly Variant[];
}

/** `above` that became `below`: the other side of the scale alerts now, and this one no longer does. */
const isTurned = (before: Measured, after: Measured): boolean => {
  const has = ({ limits }: Measured, ...forms: readonly LimitForm['form'][]) => limits.some(({ form }) => forms.includes(form));
  const isUp = (one: Measured) => has(one, 'above', 'atLeast') && !has(one, 'below', 'atMost');
  const isDown = (one: Measured) => has(one, 'below', 'atMost') && !has(one, 'above', 'atLeast');
  const isFlipped = (isUp(before) && isDown(after)) || (isDown(before) && isUp(after));
  return isFlipped || has(before, 'inside') !== has(after, 'inside');
};

interface Edit {
  readonly before: Measured;
  readonly after: Measured;
  readonly hosts: string[];
}

const limitsFor = ({ variants }: Held, host: string | undefined) =>
  (host === undefined ? variants[0] : variants.find(({ hosts }) => hosts.includes(host)))?.limits;

const factorText = ({ factor, name }: Unit): string => `${name} ${factor.digits}/${factor.scale}`;

/** Prints limits, each variant's once. */
const limitsPrinter = (): ((limits: Limits) => string) => {
  const known = new Map<Limits, string>();
  return (limits) => {
    const text = known.get(limits) ?? JSON.stringify(limits);
    known.set(limits, text);
    return text;
  };
};

/** Hosts by what was changed for them; those for which nothing was are left out. */
const editsOf = (before: Held, after: Held, hosts: readonly (string | undefined)[]): readonly Edit[] => {
  const print = limitsPrinter();
  const edits = new Map<string, Edit>();
  for (const host of hosts) {
    const [old, now] = [limitsFor(before, host), limitsFor(after, host)];
    if (old === undefined || now === undefined) continue;
    const key = `${print(old)} ${print(now)}`;
    const known = edits.get(key) ?? { before: { limits: old, unit: before.unit }, after: { limits: now, unit: after.unit }, hosts: [] };
    if (host !== undefined) known.hosts.push(host);
    edits.set(key, known);
  }
  const isSameUnit = factorText(before.unit) === factorText(after.unit);
  return [...edits.values()].filter((edit) => !isSameUnit || print(edit.before.limits) !== print(edit.after.limits));
};

const limitsFacet = ({ before, after, hosts }: Edit, held: Held): readonly Facet[] => {
  const relation = compareLimits(before, after);
  if (relation?.whole === 'same') return [];
  return [
    {
      kind: 'limits',
      relation: relation?.whole ?? 'both',
      isTurned: !isComparable(before.unit, after.unit) || (relation?.whole === 'both' && isTurned(before, after)),
      isHoldOnly: relation !== undefined && relation.critical === 'same' && relation.raised === 'same',
      threshold: held.threshold,
      ...(held.measure === undefined ? {} : { measure: held.measure }),
      hosts,
      before: sayLimits(before.limits, before.unit),
      after: sayLimits(after.limits, after.unit),
      drawn: {
        before: { limits: before.limits, unit: before.unit.name },
        after: { limits: after.limits, unit: after.unit.name },
      },
    },
  ];
};

/** Hosts on both sides; one nameless where the check looks at the estate as a whole. */
const commonHosts = ({ before, after }: Pair): readonly (string | undefined)[] => {
  if (before.check.hosts.length === 0 && after.check.hosts.length === 0) return [undefined];
  const there = new Set(after.check.hosts);
  return before.check.hosts.filter((host) => there.has(host));
};

const compareHeld = (pair: Pair, before: Held, after: Held): readonly Facet[] =>
  editsOf(before, after, commonHosts(pair)).flatMap((edit) => limitsFacet(edit, after));

const opaque = (field: string, before: unknown, after: unknown): readonly Facet[] => {
  const [old, now] = [before, after].map((value) =>
    value === undefined ? undefined : typeof value === 'string' ? value : JSON.stringify(value),
  );
  return old === now ? [] : [{ kind: 'opaque', relation: 'both', field, before: old, after: now }];
};

/** Equal for units that differ in name alone. */
const scaleText = ({ family, factor, rate }: Unit): string => `${family} ${factor.digits}/${factor.scale}${rate ? ' per second' : ''}`;

const unitFacets = ({ unit: before }: Metric, { unit: after }: Metric): readonly Facet[] =>
  scaleText(before) === scaleText(after) ? [] : opaque('metric.unit', before.name, after.name);

const metricFacets = (before: Metric | undefined, after: Metric | undefined): readonly Facet[] => {
  if (before === undefined || after === undefined || before === after) return [];
  const relation = sooner(before.staleAfterMs, after.staleAfterMs);
  return [
    ...opaque('metric', before.id, after.id),
    ...unitFacets(before, after),
    ...opaque('metric.type', before.type, after.type),
    ...opaque('metric.range', before.range, after.range),
    ...opaque('metric.integer', String(before.integer), String(after.integer)),
    ...opaque('metric.from', before.source, after.source),
    ...(relation === 'same'
      ? []
      : [
          {
            kind: 'patience',
            field: 'staleAfter',
            relation,
            before: sayDuration(before.staleAfterMs),
            after: sayDuration(after.staleAfterMs),
          } as const,
        ]),
  ];
};

const unitOf = (metric: Metric | undefined): Unit =>
  metric?.unit ?? { name: '', family: 'count', factor: { digits: 1n, scale: 0 }, rate: false };

const threshold = (pair: Pair, { before, after }: Both<SubjectOf<'threshold'>>): readonly Facet[] => {
  const [old, now] = [pair.before.side.metrics.get(before.metric), pair.after.side.metrics.get(after.metric)];
  return [
    ...metricFacets(old, now),
    ...compareHeld(
      pair,
      { threshold: before.threshold, unit: unitOf(old), variants: before.variants },
      { threshold: after.threshold, unit: unitOf(now), variants: after.variants },
    ),
  ];
};

const probe = (pair: Pair, { before, after }: Both<SubjectOf<'probe'>>): readonly Facet[] => {
  const measures = [...new Set([...before.thresholds, ...after.thresholds].map(({ measure }) => measure))].toSorted(compareText);
  const held = measures.flatMap((measure): readonly Facet[] => {
    const [old, now] = [before, after].map(({ thresholds }) => thresholds.find((one) => one.measure === measure));
    if (old !== undefined && now !== undefined) return compareHeld(pair, old, now);
    const added = old === undefined;
    const one = old ?? now;
    const text = one?.variants.map(({ limits }) => sayLimits(limits, one.unit)).join(' | ');
    return [
      {
        kind: 'members',
        relation: added ? 'more' : 'less',
        before: added ? undefined : `${measure} ${text}`,
        after: added ? `${measure} ${text}` : undefined,
      },
    ];
  });
  return [...opaque('probe', { [before.probe]: before.fields }, { [after.probe]: after.fields }), ...held];
};

const heartbeat = ({ before: beforeSide, after: afterSide }: Pair, { before, after }: Both<SubjectOf<'heartbeat'>>): readonly Facet[] => {
  const relation = sooner(before.withinMs, after.withinMs);
  const metricOf = (side: Side, id: string | undefined) => (id === undefined ? undefined : side.metrics.get(id));
  return [
    ...opaque('heartbeat.metric', before.metric, after.metric),
    ...metricFacets(metricOf(beforeSide.side, before.metric), metricOf(afterSide.side, after.metric)),
    ...(relation === 'same'
      ? []
      : [
          {
            kind: 'patience',
            field: 'within',
            relation,
            before: sayDuration(before.withinMs),
            after: sayDuration(after.withinMs),
          } as const,
        ]),
  ];
};

const quorum = (_: Pair, { before, after }: Both<SubjectOf<'quorum'>>): readonly Facet[] => {
  const relation = combine([sooner(after.atLeast, before.atLeast), sooner(after.warning ?? 0, before.warning ?? 0)]);
  const say = ({ atLeast, warning }: SubjectOf<'quorum'>) =>
    `at least ${atLeast}${warning === undefined ? '' : `, warning below ${warning}`}`;
  return [...(relation === 'same' ? [] : [{ kind: 'members', relation, before: say(before), after: say(after) } as const])];
};

const tierRelation = (before: BurnTier | undefined, after: BurnTier | undefined): Relation => {
  if (before === undefined || after === undefined) return before === undefined ? 'more' : 'less';
  const [old, now] = [parseDecimal(before.ceiling), parseDecimal(after.ceiling)];
  const order = old === undefined || now === undefined ? 0 : compareDecimal(old, now);
  const ceiling: Relation = order === 0 ? 'same' : order > 0 ? 'more' : 'less';
  const windows = before.longMs === after.longMs && before.shortMs === after.shortMs;
  const severity: Relation = before.severity === after.severity ? 'same' : after.severity === 'critical' ? 'more' : 'less';
  return combine([ceiling, severity, ...(windows ? [] : (['more', 'less'] as const))]);
};

const sayTier = ({ name, severity, burn, longMs, shortMs }: BurnTier): string =>
  `${name} ${severity}: ${burn} over ${printDuration(longMs)} and ${printDuration(shortMs)}`;

/** With fewer events than the minimum nobody is told: a higher one alerts for less. */
const minimumRelation = (before: EventRate | undefined, after: EventRate | undefined): Relation => {
  const perSecond = (rate: EventRate | undefined) => (rate === undefined ? 0 : Number(rate.events) / Number(rate.seconds));
  return sooner(perSecond(before), perSecond(after));
};

const sayMinimum = (rate: EventRate | undefined): string =>
  rate === undefined ? '' : `; from ${rate.events} events in ${printDuration(Number(rate.seconds) * 1000)} on`;

const burnRate = (_: Pair, { before, after }: Both<SubjectOf<'burnRate'>>): readonly Facet[] => {
  const names = [...new Set([...before.tiers, ...after.tiers].map(({ name }) => name))].toSorted(compareText);
  const tierOf = ({ tiers }: SubjectOf<'burnRate'>, name: string) => tiers.find((tier) => tier.name === name);
  const relation = combine([
    ...names.map((name) => tierRelation(tierOf(before, name), tierOf(after, name))),
    minimumRelation(before.minimumRate, after.minimumRate),
  ]);
  const say = ({ slo, periodMs, tiers, minimumRate }: SubjectOf<'burnRate'>) =>
    `${slo} over ${printDuration(periodMs)}; ${tiers.map(sayTier).join('; ')}${sayMinimum(minimumRate)}`;
  const [old, now] = [say(before), say(after)];
  return [
    ...opaque('burnRate.errors', before.errors, after.errors),
    ...opaque('burnRate.total', before.total, after.total),
    ...(old === now ? [] : [{ kind: 'burn', relation, before: old, after: now } as const]),
  ];
};

/** Where the same expression is held against another constant, that is a limit that moved; anything else is opaque. */
const expressionFacets = (before: string | undefined, after: string | undefined): readonly Facet[] => {
  const relation = before === undefined || after === undefined ? undefined : compareExpressions(before, after);
  if (relation === undefined) return opaque('command.prometheus', before, after);
  return relation === 'same' ? [] : [{ kind: 'condition', relation, before, after }];
};

const command = (_: Pair, { before, after }: Both<SubjectOf<'command'>>): readonly Facet[] => {
  const [old, now] = [before.nagios?.join(' '), after.nagios?.join(' ')];
  return [
    ...expressionFacets(before.prometheus, after.prometheus),
    ...(JSON.stringify(before.nagios) === JSON.stringify(after.nagios)
      ? []
      : [{ kind: 'executes', relation: 'both', before: old, after: now } as const]),
  ];
};

const executes = ({ subject }: Check): string | undefined => (subject.kind === 'command' ? subject.nagios?.join(' ') : undefined);

/** What a check looks at, and what it takes for bad. */
export const compareSubjects = (pair: Pair): readonly Facet[] => {
  const [before, after] = [pair.before.check.subject, pair.after.check.subject];
  if (before.kind === 'threshold' && after.kind === 'threshold') return threshold(pair, { before, after });
  if (before.kind === 'probe' && after.kind === 'probe') return probe(pair, { before, after });
  if (before.kind === 'heartbeat' && after.kind === 'heartbeat') return heartbeat(pair, { before, after });
  if (before.kind === 'quorum' && after.kind === 'quorum') return quorum(pair, { before, after });
  if (before.kind === 'burnRate' && after.kind === 'burnRate') return burnRate(pair, { before, after });
  if (before.kind === 'command' && after.kind === 'command') return command(pair, { before, after });
  const now = executes(pair.after.check);
  return [
    ...opaque('kind', before.kind, after.kind),
    ...(now === undefined ? [] : [{ kind: 'executes', relation: 'both', before: executes(pair.before.check), after: now } as const]),
  ];
};
