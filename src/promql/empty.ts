import { bare, type Call, type Expression, type Matcher, type Place, type Selector, walk } from './ast.ts';
import { labelsOf, labelState } from './labels.ts';
import { metricNames } from './facts.ts';

/** A part of an expression that gives nothing whatever there is: its matchers exclude each other, or quantiles lost their buckets. */
export type EmptyPart =
  { readonly cause: 'matchers'; readonly label: string; readonly place: Place } | { readonly cause: 'buckets'; readonly place: Place };

const excludes = (a: Matcher, b: Matcher): boolean =>
  a.label === b.label && a.op === '=' && (b.op === '=' ? a.value !== b.value : b.op === '!=' && a.value === b.value);

const inSelector = ({ matchers }: Selector): readonly EmptyPart[] => {
  const found = matchers.find((one, i) => matchers.some((other, j) => j < i && (excludes(one, other) || excludes(other, one))));
  return found === undefined ? [] : [{ cause: 'matchers', label: found.label, place: found }];
};

/** Classic histograms have a series per bucket, told apart by `le`; native ones have another name and no buckets. */
const isClassic = (node: Expression): boolean => metricNames(node).some((name) => name.endsWith('_bucket'));

const inCall = ({ name, args }: Call): readonly EmptyPart[] => {
  const buckets = name.name === 'histogram_quantile' ? args[1] : undefined;
  if (buckets === undefined || !isClassic(buckets) || labelState(labelsOf(buckets), 'le') !== 'dropped') return [];
  const inner = bare(buckets);
  return [{ cause: 'buckets', place: inner.kind === 'aggregation' ? (inner.grouping ?? inner.op) : inner }];
};

/** The parts of an expression that are empty whatever is measured. */
export const emptyParts = (tree: Expression): readonly EmptyPart[] =>
  [...walk(tree)].flatMap((node) => (node.kind === 'selector' ? inSelector(node) : node.kind === 'call' ? inCall(node) : []));
