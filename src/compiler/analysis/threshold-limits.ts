import { oncePer } from '../../base/once-per.ts';
import type { ThresholdDefinition } from '../../definitions/threshold.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { LimitForm, Limits } from '../../model/limits.ts';
import type { Metric } from '../../model/model.ts';
import { parseUnit, type Unit } from '../../model/unit.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import { type LimitTexts, linkLimits, mergeLimitTexts } from '../link/limits.ts';
import type { RuleInput } from '../rules/rule.ts';

/** The limits of a threshold, or of one of its overrides over it, in the unit of what it measures. */
export interface CheckedLimits {
  readonly entry: Entry<ThresholdDefinition>;
  readonly limits: Limits;
  readonly metric?: Metric;
  readonly unit: Unit;
  /** Where a limit, such as `above.critical`, was written. */
  readonly locate: (form: LimitForm['form'], key: string) => Span;
}

const silent: Report = () => undefined;

const metricsOf = ({ models }: RuleInput): ReadonlyMap<string, Metric> =>
  new Map(models.flatMap(({ metrics }) => metrics.map((one) => [one.id, one])));

const unitOf = ({ value }: Entry<ThresholdDefinition>, metric: Metric | undefined): Unit | undefined =>
  value.unit === undefined ? metric?.unit : parseUnit(value.unit);

const has = (value: unknown, [form, key]: readonly [string, string]): boolean => {
  const found = Object.entries(Object.assign({}, value)).find(([name]) => name === form)?.[1];
  return Object.hasOwn(Object.assign({}, found), key);
};

interface Version {
  /** Where its own limits stand in the definition. */
  readonly base: Path;
  readonly own: LimitTexts;
  readonly texts: LimitTexts;
}

/** The threshold as written, and each override over it as if it alone held. */
const versions = (entry: Entry<ThresholdDefinition>): readonly Version[] => [
  { base: [], own: entry.value, texts: entry.value },
  ...(entry.value.overrides ?? []).map((override, i) => ({
    base: ['overrides', i],
    own: override,
    texts: mergeLimitTexts(entry.value, override),
  })),
];

const limitsOf = (entry: Entry<ThresholdDefinition>, metrics: ReadonlyMap<string, Metric>): readonly CheckedLimits[] => {
  const metric = entry.value.metric === undefined ? undefined : metrics.get(entry.value.metric);
  const unit = unitOf(entry, metric);
  if (unit === undefined) return [];
  return versions(entry).map(({ base, own, texts }) => {
    const locate = (form: string, key: string): Span =>
      entry.locate(has(own, [form, key]) ? [...base, form, key] : base.length > 0 ? base : [form, key]);
    const limits = linkLimits(texts, { measured: { subject: entry.id, unit }, locate, report: silent });
    return { entry, limits, unit, locate, ...(metric === undefined ? {} : { metric }) };
  });
};

/** Every set of limits an author wrote, for the rules that hold them against each other. */
export const checkedLimits = oncePer((input: RuleInput): readonly CheckedLimits[] => {
  const metrics = metricsOf(input);
  return [...input.definitions.thresholds.values()].flatMap((entry) => limitsOf(entry, metrics));
});

/** A report for one threshold that passes on a finding once: an override inherits what the threshold itself was told. */
export const oncePerThreshold = (report: Report): ((limits: CheckedLimits) => Report) => {
  const told = new Map<string, Set<string>>();
  return ({ entry }) =>
    (diagnostic) => {
      const known = told.get(entry.id) ?? new Set<string>();
      told.set(entry.id, known);
      const key = `${diagnostic.code} ${diagnostic.message} ${diagnostic.label ?? ''}`;
      if (!known.has(key)) report(diagnostic);
      known.add(key);
    };
};
