import { type InjectedMatcher, regexAlternatives } from '../../promql/inject.ts';
import { quoteString } from '../../promql/quote.ts';
import type { Check } from '../../model/model.ts';
import type { Drive } from './drive.ts';
import type { KnownExpression } from './expressions.ts';
import type { RecordRule } from './plan.ts';
import type { Labels } from './text.ts';

/** Recorded under the check's label, so that the name is the same everywhere and no two checks collide. */
export const recordedValue = 'plimsoll:check:value';
export const recordedProblem = 'plimsoll:check:problem';
export const recordedHealthy = 'plimsoll:check:healthy';
/** Numerator and denominator apart: their quotient over one window says nothing of another. */
export const recordedErrors = 'plimsoll:errors:rate';
export const recordedEvents = 'plimsoll:events:rate';

export const hostMatcher = (label: string, hosts: readonly string[]): readonly InjectedMatcher[] => {
  const [host] = hosts;
  if (host === undefined) return [];
  return [hosts.length === 1 ? { label, op: '=', value: host } : { label, op: '=~', value: regexAlternatives(hosts) }];
};

/** A selector, or a series in a unit test: labels in the order given. */
export const printSeries = (name: string, labels: Labels): string => {
  const list = Object.entries(labels).map(([label, value]) => `${label}=${quoteString(value)}`);
  return list.length === 0 ? name : `${name}{${list.join(',')}}`;
};

const printMatchers = (matchers: readonly InjectedMatcher[]): string =>
  matchers.map(({ label, op, value }) => `${label}${op}${quoteString(value)}`).join(',');

/** A series of a unit test, and the labels its value has in the rules. */
export interface TestSeries {
  readonly series: string;
  readonly labels: Labels;
}

/** A quantity that a check compares, host by host. */
export interface Measured {
  /** For these hosts: binds tighter than a comparison. */
  readonly of: (hosts: readonly string[]) => string;
  /** What a range such as `[5m]` may follow. */
  readonly selector: (hosts: readonly string[]) => string;
  readonly records: readonly RecordRule[];
  readonly input: (host: string | undefined) => TestSeries;
  readonly gives: readonly string[];
  readonly reads: readonly string[];
}

export interface MeasuredIn {
  readonly hostLabel: string;
  readonly check: Pick<Check, 'id' | 'hosts'>;
  /** Narrow the author's expression further: the series of one probe. */
  readonly matchers?: readonly InjectedMatcher[];
  /** Labels of the series of one probe, which `matchers` ask for. */
  readonly labels?: Labels;
  /** Labels of a recorded series beside `check`. */
  readonly recordLabels?: Labels;
  /** A range will follow, so that only a selector will do. */
  readonly ranged?: boolean;
}

const keyOf = (name: string, { labels }: MeasuredIn): string => (labels?.['check'] === undefined ? name : `${name}|${labels['check']}`);

type ForHosts = Measured['of'];

/** Level after level, and their tests, ask for the same hosts. */
const rememberingLast = (compute: ForHosts): ForHosts => {
  let last: { readonly hosts: readonly string[]; readonly text: string } | undefined;
  return (hosts) => {
    if (last?.hosts !== hosts) last = { hosts, text: compute(hosts) };
    return last.text;
  };
};

const direct = (expression: KnownExpression, drive: Drive, where: MeasuredIn): Measured => {
  const { hostLabel, matchers = [], labels = {} } = where;
  const of = rememberingLast((hosts) => expression.scoped([...matchers, ...hostMatcher(hostLabel, hosts)]));
  const input = (host: string | undefined): TestSeries => {
    const all = { ...drive.labels, ...labels, ...(host === undefined ? {} : { [hostLabel]: host }) };
    return { series: printSeries(drive.name, all), labels: drive.result(all) };
  };
  return {
    of,
    selector: of,
    records: [],
    input,
    gives: [keyOf(drive.name, where)],
    reads: expression.reads.map((name) => keyOf(name, where)),
  };
};

const recorded = (expression: KnownExpression, where: MeasuredIn): Measured => {
  const { hostLabel, check, matchers = [], recordLabels = {} } = where;
  const labels = { check: check.id, ...recordLabels };
  const of = (hosts: readonly string[]): string => {
    const isAll = hosts.length === check.hosts.length;
    return `${recordedValue}{${printMatchers([
      ...Object.entries(labels).map(([label, value]): InjectedMatcher => ({ label, op: '=', value })),
      ...(isAll ? [] : hostMatcher(hostLabel, hosts)),
    ])}}`;
  };
  const input = (host: string | undefined): TestSeries => {
    const all = { ...labels, ...(host === undefined ? {} : { [hostLabel]: host }) };
    return { series: printSeries(recordedValue, all), labels: all };
  };
  const expr = expression.scoped([...matchers, ...hostMatcher(hostLabel, check.hosts)]);
  return {
    of,
    selector: of,
    records: [{ record: recordedValue, expr, labels }],
    input,
    gives: [`${recordedValue}|${check.id}`],
    reads: [`${recordedValue}|${check.id}`, ...expression.reads.map((name) => keyOf(name, where))],
  };
};

/** Does the author's selector itself ask about the host or the check? Then only the daemon can say which series pass. */
const clashes = (drive: Drive, { hostLabel, labels = {} }: MeasuredIn): boolean =>
  [hostLabel, ...Object.keys(labels)].some((label) => drive.asked.includes(label));

/**
 * What a check compares. An expression that one series decides is compared as it is; any other is recorded first: it is then
 * evaluated once for all levels, and its alerts can be unit tested.
 */
export const measured = (expression: KnownExpression, where: MeasuredIn): Measured => {
  const { drive, text } = expression;
  // A comment would hide what is written after the expression; recorded, it stands alone.
  const standsAlone = text.includes('#');
  const usable = drive !== undefined && !standsAlone && !clashes(drive, where) && (drive.isSelector || where.ranged !== true);
  return usable ? direct(expression, drive, where) : recorded(expression, where);
};
