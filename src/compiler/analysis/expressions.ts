import { oncePer } from '../../base/once-per.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Place } from '../../promql/ast.ts';
import { type Analysis, checkExpression } from '../../promql/check.ts';
import type { CheckDefinition } from '../../definitions/check.ts';
import type { MetricDefinition } from '../../definitions/metric.ts';
import type { Definitions, Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';

/** Where an expression is used: a metric's source, a command's condition, a counter of a burn rate. */
export type ExpressionRole = 'metric' | 'condition' | 'counter';

/** A PromQL expression as an author wrote it. */
export interface Authored {
  readonly role: ExpressionRole;
  /** Id of the metric or check. */
  readonly id: string;
  readonly text: string;
  readonly analysis: Analysis;
  /** The span in the source file of a place in the expression, or of the whole when that cannot be told. */
  readonly at: (place: Place) => Span;
}

/**
 * Finds places of a text inside the scalar that holds it: exactly when the scalar is on one line and nothing in it is escaped,
 * so that it is as long as its text, plus two for quotes; otherwise the whole scalar.
 */
export const placesIn =
  (scalar: Span, text: string) =>
  ({ start, end }: Place): Span => {
    const extra = scalar.end - scalar.start - text.length;
    if (text.includes('\n') || (extra !== 0 && extra !== 2)) return scalar;
    const from = scalar.start + extra / 2;
    return { file: scalar.file, start: from + start, end: from + end };
  };

interface Written {
  readonly role: ExpressionRole;
  readonly entry: Entry<unknown>;
  readonly path: Path;
  readonly text: string;
}

const inMetric = (entry: Entry<MetricDefinition>): readonly Written[] => {
  const { prometheus: text } = entry.value.from;
  return text === undefined ? [] : [{ role: 'metric', entry, path: ['from', 'prometheus'], text }];
};

const inCheck = (entry: Entry<CheckDefinition>): readonly Written[] => {
  const { command, burnRate } = entry.value;
  if (burnRate !== undefined)
    return [
      { role: 'counter', entry, path: ['burnRate', 'errors'], text: burnRate.errors },
      { role: 'counter', entry, path: ['burnRate', 'total'], text: burnRate.total },
    ];
  const text = command?.prometheus;
  return text === undefined ? [] : [{ role: 'condition', entry, path: ['command', 'prometheus'], text }];
};

const written = ({ metrics, checks }: Definitions): readonly Written[] => [
  ...[...metrics.values()].flatMap(inMetric),
  ...[...checks.values()].flatMap(inCheck),
];

const analysed = ({ role, entry, path, text }: Written): Authored => {
  const at = (place: Place): Span => placesIn(entry.locate(path), text)(place);
  return { role, id: entry.id, text, analysis: checkExpression(text), at };
};

/** Every PromQL expression of the estate, analysed once for all rules. */
export const authoredExpressions = oncePer((definitions: Definitions): readonly Authored[] => written(definitions).map(analysed));

/** Those that are valid, so that what is inferred of them holds. */
export const soundExpressions = oncePer((definitions: Definitions): readonly Authored[] =>
  authoredExpressions(definitions).filter(({ analysis }) => analysis.problems.length === 0),
);

/** The place of all of it. */
export const whole = ({ text }: Pick<Authored, 'text'>): Place => ({ start: 0, end: text.length });
