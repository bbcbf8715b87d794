import { compareText, sortedBy } from '../../../base/compare.ts';
import type { AlertLevel, Limits } from '../../../model/limits.ts';
import type { Variant } from '../../../model/model.ts';
import type { Unit } from '../../../model/unit.ts';
import { hasClear, holding, mildest, type Raised } from '../hysteresis.ts';
import { anyOf, clearWords, limitWords, reaching, unitSuffix, withoutClear } from '../limits.ts';
import type { Measured } from '../measured.ts';
import type { AlertPlan, CheckPlan, Reaction, TestPlan } from '../plan.ts';
import { nothing } from '../planning.ts';
import { activePhases, phasesOf } from '../samples.ts';
import type { Case, Labels, Part, Text } from '../text.ts';

/** A quantity held against limits that may differ by host. */
export interface Compared extends Raised {
  readonly title: string;
  readonly unit: Unit;
  readonly whole: boolean;
  readonly hostLabel: string;
  readonly value: Measured;
}

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];
/** The rule that holds asks for all alerts of the check as they were: it must come before they are looked at anew. */
const holdingFirst = ['warning', 'critical'] as const satisfies readonly AlertLevel[];

type Words = (limits: Limits) => string;

/** What `words` says of each host's limits. The commonest text last, so that few hosts are listed; one text where all say the same. */
const casesOf = ({ variants, hostLabel }: Compared, words: Words): Part => {
  const [only, ...others] = variants;
  if (only !== undefined && others.length === 0) return words(only.limits);
  const byText = new Map<string, readonly string[]>();
  for (const { hosts, limits } of variants) {
    const text = words(limits);
    if (text !== '') byText.set(text, [...(byText.get(text) ?? []), ...hosts]);
  }
  const sorted = [...byText].map(([text, values]): Case => ({ text, values })).sort((a, b) => a.values.length - b.values.length);
  const otherwise = sorted.at(-1)?.text ?? '';
  return sorted.length <= 1 ? otherwise : { kind: 'cases', name: hostLabel, cases: sorted.slice(0, -1), otherwise };
};

/** Expressions of one variant whose union is its part of the rule of `level`. */
const termsOf = (compared: Compared, { hosts, limits }: Variant, level: AlertLevel): readonly string[] => {
  const value = compared.value.of(hosts);
  return [...reaching(value, limits, level), ...holding(value, { limits, level }, compared)];
};

/** Variants as one level sees them: those with the same limits for it are one. */
const mergedFor = (compared: Compared, level: AlertLevel): readonly Variant[] => {
  if (compared.variants.length === 1) return compared.variants;
  const merged = new Map<string, Variant>();
  for (const { hosts, limits } of compared.variants) {
    const key = [...reaching('', limits, level), ...holding('', { limits, level }, compared)].join();
    const known = merged.get(key);
    merged.set(key, known === undefined ? { hosts, limits } : { limits, hosts: [...known.hosts, ...hosts].sort(compareText) });
  }
  return [...merged.values()];
};

const descriptionOf = (compared: Compared, level: AlertLevel): Text => {
  const { title, unit, hostLabel } = compared;
  const limit = casesOf(compared, (limits) => {
    const words = limitWords(limits, level, unit);
    return words !== '' && mildest(limits) === level ? `${words}${clearWords(limits, unit)}` : words;
  });
  return [title, { kind: 'where', name: hostLabel }, ' is ', { kind: 'value' }, `${unitSuffix(unit)}; ${level} is `, limit, '.'];
};

interface LevelAlert extends AlertPlan {
  readonly level: AlertLevel;
}

const alertOf = (compared: Compared, level: AlertLevel): LevelAlert | undefined => {
  const { title, unit, labels } = compared;
  const terms = mergedFor(compared, level).flatMap((variant) => termsOf(compared, variant, level));
  if (terms.length === 0) return undefined;
  const limit = casesOf(compared, (limits) => limitWords(limits, level, unit));
  const isHeld = compared.variants.some(({ limits }) => hasClear(limits) && mildest(limits) === level);
  const now = { ...compared, level };
  const twin = isHeld ? { twinExpr: anyOf(mergedFor(now, level).flatMap((variant) => termsOf(now, variant, level))) } : {};
  return {
    level,
    expr: anyOf(terms),
    ...twin,
    labels,
    summary: `${title} is ${typeof limit === 'string' ? limit : `beyond its ${level} limit`}.`,
    description: descriptionOf(compared, level),
  };
};

interface Try {
  readonly series: string;
  readonly labels: Labels;
  readonly limits: Limits;
  readonly values: readonly number[];
}

/** One host of each variant; where the expression does not tell hosts apart, one host. */
const triesOf = ({ value, variants, whole }: Compared): readonly Try[] => {
  const tries = new Map<string, Try>();
  for (const { hosts, limits } of variants) {
    const { series, labels } = value.input(hosts[0]);
    const key = JSON.stringify(sortedBy(Object.entries(labels), ([name]) => name));
    if (!tries.has(key)) tries.set(key, { series, labels, limits, values: phasesOf(limits, whole) });
  }
  return [...tries.values()];
};

const padded = (values: readonly number[], length: number): readonly number[] =>
  values.length === length ? values : Array.from({ length }, (_, i) => values[Math.min(i, values.length - 1)] ?? 0);

const reactionsOf = (alerts: readonly LevelAlert[], { limits, labels, values }: Try): readonly Reaction[] =>
  alerts.map((alert) => ({ alert, labels, values, ...activePhases(limits, alert.level, values) }));

const testOf = (compared: Compared, alerts: readonly LevelAlert[]): TestPlan => {
  const tries = triesOf(compared);
  const phases = Math.max(...tries.map(({ values }) => values.length));
  return {
    inputs: tries.map(({ series, values }) => ({ series, values: padded(values, phases) })),
    reactions: tries.flatMap((each) => reactionsOf(alerts, { ...each, values: padded(each.values, phases) })),
    phases,
    lookbackMs: 0,
    gives: compared.value.gives,
    reads: compared.value.reads,
  };
};

/** Alerts for a quantity held against limits, the critical one first where nothing is held. */
export const planComparison = (compared: Compared): CheckPlan => {
  const order = compared.variants.some(({ limits }) => hasClear(limits)) ? holdingFirst : levels;
  const alerts = order.flatMap((level) => alertOf(compared, level) ?? []);
  if (alerts.length === 0) return nothing;
  const tests = (): readonly TestPlan[] => {
    const test = testOf(compared, alerts);
    if (order === levels) return [test];
    const variants = compared.variants.map(({ hosts, limits }) => ({ hosts, limits: withoutClear(limits) }));
    return [{ ...test, forgetful: testOf({ ...compared, variants }, alerts) }];
  };
  return { records: compared.value.records, alerts, tests };
};
