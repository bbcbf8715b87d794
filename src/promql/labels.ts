import { type Aggregation, bare, type Binary, type Call, type Expression, type Selector } from './ast.ts';

/**
 * What is known of the labels of a result. A label in `fixed` is there, with this value; one in `kept` may be there; one in
 * `dropped` is not; any other is unknown while `others` is `unknown`, and not there when it is `dropped`.
 */
export interface Labels {
  readonly kept: ReadonlySet<string>;
  readonly dropped: ReadonlySet<string>;
  readonly others: 'unknown' | 'dropped';
  readonly fixed: ReadonlyMap<string, string>;
}

export type LabelState = 'fixed' | 'kept' | 'dropped' | 'unknown';

const noNames: ReadonlySet<string> = new Set();
const noValues: ReadonlyMap<string, string> = new Map();

/** Labels of a scalar, or of `vector(1)`: none. */
export const noLabels: Labels = { kept: noNames, dropped: noNames, others: 'dropped', fixed: noValues };
/** Nothing is known. */
export const anyLabels: Labels = { ...noLabels, others: 'unknown' };

/** May a result with these labels have one called `name`? */
export const labelState = (labels: Labels, name: string): LabelState => {
  if (labels.fixed.has(name)) return 'fixed';
  if (labels.kept.has(name)) return 'kept';
  return labels.dropped.has(name) || labels.others === 'dropped' ? 'dropped' : 'unknown';
};

const equalities = (selector: Selector): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  for (const { label, op, value } of selector.matchers) {
    if (op === '=' && value !== '' && label !== '__name__') values.set(label, value);
  }
  return values;
};

const emptied = (selector: Selector): ReadonlySet<string> =>
  new Set(selector.matchers.filter(({ op, value }) => op === '=' && value === '').map(({ label }) => label));

const ofSelector = (selector: Selector): Labels => ({ ...anyLabels, dropped: emptied(selector), fixed: equalities(selector) });

const without = (labels: Labels, names: Iterable<string>): Labels => {
  const gone = new Set(names);
  return {
    kept: new Set([...labels.kept].filter((name) => !gone.has(name))),
    dropped: new Set([...labels.dropped, ...gone]),
    others: labels.others,
    fixed: new Map([...labels.fixed].filter(([name]) => !gone.has(name))),
  };
};

const only = (labels: Labels, names: Iterable<string>): Labels => {
  const states = [...names].map((name) => ({ name, state: labelState(labels, name) }));
  return {
    kept: new Set(states.filter(({ state }) => state === 'kept' || state === 'unknown').map(({ name }) => name)),
    dropped: noNames,
    others: 'dropped',
    fixed: new Map([...labels.fixed].filter(([name]) => states.some((one) => one.name === name))),
  };
};

const withLabel = (labels: Labels, name: string): Labels => {
  const cleared = without(labels, [name]);
  return { ...cleared, kept: new Set([...cleared.kept, name]), dropped: new Set([...cleared.dropped].filter((one) => one !== name)) };
};

const either = (a: Labels, b: Labels): Labels => {
  const named = new Set([...a.kept, ...b.kept, ...a.fixed.keys(), ...b.fixed.keys(), ...a.dropped, ...b.dropped]);
  const dropped = [...named].filter((name) => labelState(a, name) === 'dropped' && labelState(b, name) === 'dropped');
  const fixed = [...a.fixed].filter(([name, value]) => b.fixed.get(name) === value);
  const kept = [...named].filter((name) =>
    [labelState(a, name), labelState(b, name)].some((state) => state === 'kept' || state === 'fixed'),
  );
  return {
    kept: new Set(kept.filter((name) => !fixed.some(([one]) => one === name))),
    dropped: new Set(dropped),
    others: a.others === 'unknown' || b.others === 'unknown' ? 'unknown' : 'dropped',
    fixed: new Map(fixed),
  };
};

const passThrough: ReadonlySet<string> = new Set(['topk', 'bottomk']);

const ofAggregation = (node: Aggregation): Labels => {
  const input = labelsOf(node.args.at(-1));
  if (passThrough.has(node.op.name)) return input;
  const names = node.grouping?.labels.map(({ name }) => name) ?? [];
  const grouped = node.grouping?.mode === 'without' ? without(input, names) : only(input, names);
  const [label] = node.args;
  return node.op.name === 'count_values' && label?.kind === 'string' ? withLabel(grouped, label.value) : grouped;
};

/** `absent` takes its labels from equality matchers, and none from a label that is matched twice. */
const ofAbsent = (arg: Expression | undefined): Labels => {
  const selector = arg && selectorIn(arg);
  if (selector === undefined) return noLabels;
  const twice = selector.matchers.filter(({ label }, i) => selector.matchers.some((other, j) => i !== j && other.label === label));
  return without({ ...noLabels, fixed: equalities(selector) }, new Set(twice.map(({ label }) => label)));
};

const selectorIn = (node: Expression): Selector | undefined => {
  switch (node.kind) {
    case 'selector':
      return node;
    case 'paren':
    case 'offset':
    case 'at':
    case 'range':
      return selectorIn(node.of);
    default:
      return undefined;
  }
};

const target = (node: Call): string | undefined => {
  const label = node.args[1] && bare(node.args[1]);
  return label?.kind === 'string' ? label.value : undefined;
};

const ofCall = (node: Call): Labels => {
  const input = labelsOf(node.args.find((arg) => !isPlain(arg)));
  switch (node.name.name) {
    case 'absent':
    case 'absent_over_time':
      return ofAbsent(node.args[0]);
    case 'label_replace':
    case 'label_join':
      return withLabel(input, target(node) ?? '');
    case 'histogram_quantile':
      return without(input, ['le']);
    case 'scalar':
    case 'vector':
    case 'time':
    case 'pi':
      return noLabels;
    default:
      return input;
  }
};

const isPlain = (node: Expression): boolean => {
  const inner = bare(node);
  return inner.kind === 'number' || inner.kind === 'string' || (inner.kind === 'unary' && isPlain(inner.of)) || isScalarCall(inner);
};

const isScalarCall = (node: Expression): boolean => node.kind === 'call' && ['scalar', 'time', 'pi'].includes(node.name.name);

const joined = (node: Binary, many: Labels, one: Labels): Labels => {
  const names = node.matching?.include.map(({ name }) => name) ?? [];
  return names.reduce((labels, name) => (labelState(one, name) === 'dropped' ? without(labels, [name]) : withLabel(labels, name)), many);
};

const matched = (node: Binary, left: Labels, right: Labels): Labels => {
  const { matching } = node;
  if (matching?.group === 'left') return joined(node, left, right);
  if (matching?.group === 'right') return joined(node, right, left);
  const names = matching?.labels.map(({ name }) => name) ?? [];
  return matching?.mode === 'on' ? only(left, names) : without(left, names);
};

const ofBinary = (node: Binary): Labels => {
  const left = labelsOf(node.left);
  if (node.op === 'and' || node.op === 'unless') return left;
  if (node.op === 'or') return either(left, labelsOf(node.right));
  if (isPlain(node.left)) return labelsOf(node.right);
  return isPlain(node.right) ? left : matched(node, left, labelsOf(node.right));
};

/** What the expression alone says of the labels of its result. */
export const labelsOf = (node: Expression | undefined): Labels => {
  if (node === undefined) return noLabels;
  switch (node.kind) {
    case 'number':
    case 'string':
      return noLabels;
    case 'selector':
      return ofSelector(node);
    case 'call':
      return ofCall(node);
    case 'aggregation':
      return ofAggregation(node);
    case 'binary':
      return ofBinary(node);
    default:
      return labelsOf(node.of);
  }
};
