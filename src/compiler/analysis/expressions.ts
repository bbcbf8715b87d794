import type { Span } from '../../diagnostics/span.ts';
import type { Place } from '../../promql/ast.ts';
import { type Analysis, checkExpression } from '../../promql/check.ts';
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
  readonly text: string | undefined;
}

const written = ({ metrics, checks }: Definitions): readonly Written[] => [
  ...[...metrics.values()].map((entry): Written => ({
    role: 'metric',
    entry,
    path: ['from', 'prometheus'],
    text: entry.value.from.prometheus,
  })),
  ...[...checks.values()].flatMap((entry): readonly Written[] => {
    const { command, burnRate } = entry.value;
    return [
      { role: 'condition', entry, path: ['command', 'prometheus'], text: command?.prometheus },
      { role: 'counter', entry, path: ['burnRate', 'errors'], text: burnRate?.errors },
      { role: 'counter', entry, path: ['burnRate', 'total'], text: burnRate?.total },
    ];
  }),
];

const analysed = ({ role, entry, path, text }: Written): readonly Authored[] => {
  if (text === undefined) return [];
  const at = (place: Place): Span => placesIn(entry.locate(path), text)(place);
  return [{ role, id: entry.id, text, analysis: checkExpression(text), at }];
};

const known = new WeakMap<Definitions, readonly Authored[]>();

/** Every PromQL expression of the estate, analysed once for all rules. */
export const authoredExpressions = (definitions: Definitions): readonly Authored[] => {
  const found = known.get(definitions) ?? written(definitions).flatMap(analysed);
  known.set(definitions, found);
  return found;
};

/** Those that are valid, so that what is inferred of them holds. */
export const soundExpressions = (definitions: Definitions): readonly Authored[] =>
  authoredExpressions(definitions).filter(({ analysis }) => analysis.problems.length === 0);

/** The place of all of it. */
export const whole = ({ text }: Pick<Authored, 'text'>): Place => ({ start: 0, end: text.length });
