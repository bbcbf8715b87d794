import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { noPrometheusSource } from '../../diagnostics/codes/plm428-no-prometheus-source.ts';
import type { Check, CheckSubject, Metric, Model, Team } from '../../model/model.ts';
import type { EmitContext, Fidelity } from '../contract.ts';
import type { KnownExpression, ReadExpression } from './expressions.ts';
import { type ExpectedHosts, expectedHosts } from './expected-hosts.ts';
import type { CheckPlan } from './plan.ts';

/** What planning needs to know of the daemon that evaluates the rules. */
export interface Evaluation {
  readonly version: string;
  readonly evaluationMs: number;
  readonly scrapeMs: number;
  /** How long a sample counts as current. */
  readonly lookbackMs: number;
  /** Can a rule read ALERTS? Without it no raised state is held. */
  readonly alertsReadable: boolean;
}

/** What planning a check may look at and tell. */
export interface Planning extends Evaluation {
  readonly hostLabel: string;
  readonly teams: ReadonlyMap<string, Team>;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly checks: ReadonlyMap<string, Check>;
  readonly expected: ExpectedHosts;
  readonly read: ReadExpression;
  readonly context: EmitContext;
}

const byId = <T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> =>
  new Map(items.map((item) => [item.id, item]));

export const planningOf = (model: Model, evaluation: Evaluation, { read, context }: Pick<Planning, 'read' | 'context'>): Planning => ({
  ...evaluation,
  hostLabel: model.hostLabel,
  teams: byId(model.teams),
  metrics: byId(model.metrics),
  checks: byId(model.checks),
  expected: expectedHosts(model),
  read,
  context,
});

export type SubjectOf<K extends CheckSubject['kind']> = Extract<CheckSubject, { readonly kind: K }>;

/** A check with the subject its planner is for. */
export interface Planned<K extends CheckSubject['kind']> {
  readonly check: Check;
  readonly subject: SubjectOf<K>;
  readonly planning: Planning;
}

export const nothing: CheckPlan = { records: [], alerts: [], tests: () => [] };

/** Where Prometheus does not do just what a check asks. */
export interface Shortfall {
  readonly field: string;
  readonly fidelity: Exclude<Fidelity, 'exact'>;
  /** The sentence of the parity report. */
  readonly because: string;
  readonly finding: (span: Span | undefined) => Diagnostic;
}

/** A check, whatever it looks at. */
export type Whose = Pick<Planned<CheckSubject['kind']>, 'check' | 'planning'>;

/** Reports a shortfall at the place of what was written, and in the parity report. */
export const fallShort = ({ check: { id }, planning: { context } }: Whose, { field, fidelity, because, finding }: Shortfall): void => {
  context.report(finding(context.locate({ kind: 'checks', id, field })));
  context.parity({ kind: 'checks', id, fidelity, because: [because] });
};

/** Where Prometheus finds a metric; undefined when it does not see it. */
export const expressionOf = (metricId: string | undefined, { metrics, read }: Planning): KnownExpression | undefined => {
  const metric = metricId === undefined ? undefined : metrics.get(metricId);
  const text = metric?.source.prometheus ?? (metric?.source.dropFile === undefined ? undefined : metric.id);
  return text === undefined ? undefined : read(text);
};

/** Tells that Prometheus has no source for a check. */
export const unseen = (whose: Whose, field: string, what: string): CheckPlan => {
  fallShort(whose, {
    field,
    fidelity: 'impossible',
    because: `Prometheus cannot see it: ${what}.`,
    finding: (span) => noPrometheusSource({ check: whose.check.id, what }, span),
  });
  return nothing;
};

/** Where Prometheus finds a metric; undefined, and told, when it does not see it. */
export const sourceOf = (metricId: string, whose: Whose, field: string): KnownExpression | undefined => {
  const known = expressionOf(metricId, whose.planning);
  const { source } = whose.planning.metrics.get(metricId) ?? {};
  const hasText = source?.prometheus !== undefined || source?.dropFile !== undefined;
  if (known === undefined)
    unseen(whose, field, hasText ? `the source of \`${metricId}\` is no PromQL` : `metric \`${metricId}\` names no source in Prometheus`);
  return known;
};
