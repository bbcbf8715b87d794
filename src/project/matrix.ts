import { compareText } from '../base/compare.ts';
import { suggest } from '../base/suggest.ts';
import { isOneSided, type LimitForm, type Limits } from '../model/limits.ts';
import type { Model, Variant } from '../model/model.ts';
import type { Unit } from '../model/unit.ts';
import type { ProjectContext } from './context.ts';
import { withUnit } from './limit-words.ts';
import type { MatrixResult, MatrixRow } from './check-types.ts';

const formEntries = (form: LimitForm, unit: Unit): readonly (readonly [string, string])[] =>
  (['warning', 'critical', 'clear'] as const).flatMap((level): readonly (readonly [string, string])[] => {
    if (isOneSided(form)) return form[level] === undefined ? [] : [[`${form.form} ${level}`, withUnit(form[level].text, unit.name)]];
    if (level === 'clear' || form[level] === undefined) return [];
    const { low, high } = form[level];
    return [[`${form.form} ${level}`, withUnit(`${low.text}..${high.text}`, unit.name)]];
  });

const limitsOf = (limits: Limits, unit: Unit): MatrixRow['limits'] => Object.fromEntries(limits.flatMap((form) => formEntries(form, unit)));

interface Use {
  readonly check: string;
  readonly unit: Unit;
  readonly variants: readonly Variant[];
}

const usesOf = ({ checks, metrics }: Model, threshold: string): readonly Use[] =>
  checks.flatMap(({ id, subject }): readonly Use[] => {
    if (subject.kind === 'threshold' && subject.threshold === threshold) {
      const unit = metrics.find((metric) => metric.id === subject.metric)?.unit;
      return unit === undefined ? [] : [{ check: id, unit, variants: subject.variants }];
    }
    if (subject.kind !== 'probe') return [];
    return subject.thresholds.filter((held) => held.threshold === threshold).map(({ unit, variants }) => ({ check: id, unit, variants }));
  });

interface Shown {
  readonly limits: MatrixRow['limits'];
  readonly hosts: readonly string[];
}

/** Sets of hosts for which different overrides come to the same limits are one. */
const shownIn = ({ variants, unit }: Use): readonly Shown[] => {
  const sets = new Map<string, Shown>();
  for (const { hosts, limits } of variants) {
    const shown = limitsOf(limits, unit);
    const key = JSON.stringify(shown);
    sets.set(key, { limits: shown, hosts: [...(sets.get(key)?.hosts ?? []), ...hosts].sort(compareText) });
  }
  return [...sets.values()];
};

/** Uses with the same limits on the same hosts are one row. */
const rowsOf = (model: Model, threshold: string): readonly MatrixRow[] => {
  const rows = new Map<string, MatrixRow>();
  for (const use of usesOf(model, threshold))
    for (const { hosts, limits } of shownIn(use)) {
      const key = JSON.stringify([limits, hosts]);
      rows.set(key, { environment: model.environment, hosts, limits, checks: [...(rows.get(key)?.checks ?? []), use.check] });
    }
  return [...rows.values()];
};

/** A threshold in every environment, side by side. */
export const matrix = async (context: ProjectContext, threshold: string): Promise<MatrixResult> => {
  const { diagnostics, definitions, models } = await context.compile();
  const ids = [...(definitions?.thresholds.keys() ?? [])];
  const known = ids.includes(threshold);
  return {
    diagnostics,
    known,
    suggestions: known ? [] : suggest(threshold, ids),
    rows: models.flatMap((model) => rowsOf(model, threshold)),
  };
};
