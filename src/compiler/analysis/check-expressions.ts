import { oncePer } from '../../base/once-per.ts';
import type { Check, Model } from '../../model/model.ts';
import type { RuleInput } from '../rules/rule.ts';
import { type Authored, soundExpressions } from './expressions.ts';

/** A check, and the expression whose series it looks at. */
export interface Watching {
  readonly check: Check;
  readonly model: Model;
  readonly expression: Authored;
}

const metricOf = ({ subject }: Check): string | undefined =>
  subject.kind === 'threshold' || subject.kind === 'heartbeat' ? subject.metric : undefined;

/** Every check of every environment that looks at a sound expression of a metric or of its own. */
export const watchingChecks = oncePer(({ definitions, models }: RuleInput): readonly Watching[] => {
  const sound = soundExpressions(definitions);
  const byMetric = new Map(sound.filter(({ role }) => role === 'metric').map((one) => [one.id, one]));
  const byCheck = new Map(sound.filter(({ role }) => role === 'condition').map((one) => [one.id, one]));
  return models.flatMap((model) =>
    model.checks.flatMap((check): readonly Watching[] => {
      const metric = metricOf(check);
      const expression = metric === undefined ? byCheck.get(check.id) : byMetric.get(metric);
      return expression === undefined ? [] : [{ check, model, expression }];
    }),
  );
});
