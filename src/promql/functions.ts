/** What an expression evaluates to, in Prometheus' own words. */
export type ValueType = 'scalar' | 'string' | 'instant vector' | 'range vector';

/** A function of Prometheus 2.42. */
export interface FunctionShape {
  readonly args: readonly ValueType[];
  /** How many arguments at the end may be left out. */
  readonly optional: number;
  /** The last argument may be repeated. */
  readonly repeats: boolean;
  readonly returns: ValueType;
}

const shorthand: Readonly<Record<string, ValueType>> = { n: 'scalar', s: 'string', v: 'instant vector', r: 'range vector' };

const typeOf = (letter: string): ValueType => shorthand[letter] ?? 'scalar';

/** `v n?` : an instant vector and perhaps a scalar; `s*`: any number of strings, also none. */
const shape = (signature: string): FunctionShape => {
  const [from = '', to = 'v'] = signature.split('>');
  const args = from.split(' ').filter((word) => word !== '');
  return {
    args: args.map((word) => typeOf(word[0] ?? '')),
    optional: args.filter((word) => word.endsWith('?') || word.endsWith('*')).length,
    repeats: args.at(-1)?.endsWith('*') ?? false,
    returns: typeOf(to),
  };
};

const signatures: Readonly<Record<string, string>> = {
  'v>v':
    'abs absent acos acosh asin asinh atan atanh ceil cos cosh deg exp floor histogram_count histogram_sum ln log10 log2 rad sgn sin sinh sort sort_desc sqrt tan tanh timestamp',
  'v?>v': 'day_of_month day_of_week day_of_year days_in_month hour minute month year',
  'r>v':
    'absent_over_time avg_over_time changes count_over_time delta deriv idelta increase irate last_over_time max_over_time min_over_time present_over_time rate resets stddev_over_time stdvar_over_time sum_over_time',
  'v n>v': 'clamp_max clamp_min',
  'v n n>v': 'clamp',
  'v n?>v': 'round',
  'n v>v': 'histogram_quantile',
  'n n v>v': 'histogram_fraction',
  'n r>v': 'quantile_over_time',
  'r n>v': 'predict_linear',
  'r n n>v': 'holt_winters',
  'v s s s s>v': 'label_replace',
  'v s s s*>v': 'label_join',
  'v>n': 'scalar',
  'n>v': 'vector',
  '>n': 'pi time',
};

/** Every function of Prometheus 2.42 by name. */
export const functions: ReadonlyMap<string, FunctionShape> = new Map(
  Object.entries(signatures).flatMap(([signature, names]) =>
    names.split(' ').map((name): [string, FunctionShape] => [name, shape(signature)]),
  ),
);

/** Functions that are right of a counter only. */
export const rateFunctions: ReadonlySet<string> = new Set(['rate', 'irate', 'increase']);

/** Functions and aggregations that came after 2.42, with the version that brought them. */
export const newerFunctions: ReadonlyMap<string, string> = new Map([
  ['histogram_stddev', '2.47'],
  ['histogram_stdvar', '2.47'],
  ['sort_by_label', '2.49'],
  ['sort_by_label_desc', '2.49'],
  ['histogram_avg', '2.51'],
  ['mad_over_time', '2.49'],
  ['limitk', '2.54'],
  ['limit_ratio', '2.54'],
  ['double_exponential_smoothing', '3.0'],
  ['info', '3.0'],
  ['ts_of_max_over_time', '3.5'],
  ['ts_of_min_over_time', '3.5'],
  ['ts_of_last_over_time', '3.5'],
  ['first_over_time', '3.7'],
  ['ts_of_first_over_time', '3.7'],
  ['min_of', '3.13'],
  ['max_of', '3.13'],
  ['start_timestamp', '3.14'],
  ['integral', '3.16'],
]);

/** What an aggregation's first argument is when it takes two. */
export const aggregations: ReadonlyMap<string, ValueType | undefined> = new Map<string, ValueType | undefined>([
  ['avg', undefined],
  ['bottomk', 'scalar'],
  ['count', undefined],
  ['count_values', 'string'],
  ['group', undefined],
  ['max', undefined],
  ['min', undefined],
  ['quantile', 'scalar'],
  ['stddev', undefined],
  ['stdvar', undefined],
  ['sum', undefined],
  ['topk', 'scalar'],
]);
