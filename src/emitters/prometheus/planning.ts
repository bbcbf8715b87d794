import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { noPrometheusSource } from '../../diagnostics/codes/plm428-no-prometheus-source.ts';
import type { Check, CheckSubject, Metric } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import type { KnownExpression, ReadExpression } from './expressions.ts';
import type { CheckPlan } from './plan.ts';

/** What planning a check may look at and tell. */
export interface Planning {
  readonly hostLabel: string;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly read: ReadExpression;
  readonly context: EmitContext;
}

export type SubjectOf<K extends CheckSubject['kind']> = Extract<CheckSubject, { readonly kind: K }>;

/** A check with the subject its planner is for. */
export interface Planned<K extends CheckSubject['kind']> {
  readonly check: Check;
  readonly subject: SubjectOf<K>;
  readonly planning: Planning;
}

export const nothing: CheckPlan = { records: [], alerts: [], tests: () => [] };

/** Reports a finding about a field of a check, with the place of what was written. */
export const tell = ({ context }: Planning, { id }: Check, field: string, make: (span: Span | undefined) => Diagnostic): void =>
  context.report(make(context.locate({ kind: 'checks', id, field })));

/** Where Prometheus finds a metric; undefined, and told, when it does not see it. */
export const sourceOf = (
  metricId: string,
  { check, planning }: Pick<Planned<never>, 'check' | 'planning'>,
  field: string,
): KnownExpression | undefined => {
  const metric = planning.metrics.get(metricId);
  const text = metric?.source.prometheus ?? (metric?.source.dropFile === undefined ? undefined : metric.id);
  const known = text === undefined ? undefined : planning.read(text);
  if (known === undefined) {
    const what = text === undefined ? `metric \`${metricId}\` names no source in Prometheus` : `the source of \`${metricId}\` is no PromQL`;
    tell(planning, check, field, (span) => noPrometheusSource({ check: check.id, what }, span));
  }
  return known;
};
