import type { Aggregation, Expression, Matcher, Selector } from '../../promql/ast.ts';
import type { Labels } from './text.ts';

/** One series whose value is the value of an expression. Unit tests are written with it. */
export interface Drive {
  readonly name: string;
  /** Labels the series must have to be selected. */
  readonly labels: Labels;
  /** Names of all labels the selector asks about, of those it must not have too. */
  readonly asked: readonly string[];
  /** Labels of the result, for a series with these labels. */
  readonly result: (labels: Labels) => Labels;
  /** The expression is the selector itself, so that a range may follow it. */
  readonly isSelector: boolean;
}

/** Regular expressions of which every reader finds the same member: words, dots and alternatives. */
const plainRegex = /^[A-Za-z0-9_|.-]+$/;

/** A value that passes the matcher; undefined when none is sure to, `''` for a series without the label. */
const valueFor = ({ op, value }: Matcher): string | undefined => {
  switch (op) {
    case '=':
      return value;
    case '!=':
      return value === '' ? 'any' : '';
    case '=~':
      return plainRegex.test(value) ? (value.split('|')[0] ?? '').replaceAll('.', '0') : undefined;
    case '!~':
      return plainRegex.test(value) && value.split('|').every((word) => word !== '') ? '' : undefined;
  }
};

const labelsFor = ({ matchers }: Selector): Labels | undefined => {
  const labels: Record<string, string> = {};
  const seen = new Set<string>();
  for (const matcher of matchers) {
    const value = valueFor(matcher);
    if (value === undefined || seen.has(matcher.label) || matcher.label === '__name__') return undefined;
    seen.add(matcher.label);
    if (value !== '') labels[matcher.label] = value;
  }
  return labels;
};

const driveOfSelector = (selector: Selector): Drive | undefined => {
  const labels = labelsFor(selector);
  if (labels === undefined || selector.name === undefined) return undefined;
  const asked = selector.matchers.map(({ label }) => label);
  return { name: selector.name, labels, asked, result: (given) => given, isSelector: true };
};

/** Of a single series these give its own value. */
const keepsValue = new Set(['avg', 'max', 'min', 'sum']);

const kept = ({ grouping }: Aggregation, labels: Labels): Labels => {
  const listed = new Set(grouping?.labels.map(({ name }) => name));
  const isKept = (name: string): boolean => (grouping?.mode === 'without' ? !listed.has(name) : listed.has(name));
  return Object.fromEntries(Object.entries(labels).filter(([name]) => isKept(name)));
};

/** The series that decides the value of `tree`; undefined when it takes more than one, or arithmetic. */
export const driveOf = (tree: Expression): Drive | undefined => {
  if (tree.kind === 'selector') return driveOfSelector(tree);
  if (tree.kind === 'paren') return withoutRange(driveOf(tree.of));
  const [inner] = tree.kind === 'aggregation' && keepsValue.has(tree.op.name) ? tree.args : [];
  const drive = inner && withoutRange(driveOf(inner));
  if (drive === undefined || tree.kind !== 'aggregation') return undefined;
  return { ...drive, result: (labels) => kept(tree, drive.result(labels)) };
};

const withoutRange = (drive: Drive | undefined): Drive | undefined => drive && { ...drive, isSelector: false };
