import { didYouMean } from '../base/suggest.ts';
import { type Aggregation, bare, type Call, type Expression } from './ast.ts';
import { article } from './check-binary.ts';
import { aggregations, type FunctionShape, functions, newerFunctions, type ValueType } from './functions.ts';
import type { Complain } from './problem.ts';
import { regexProblem } from './regex.ts';

type TypeOf = (node: Expression) => ValueType;

const mismatch = (want: ValueType, got: ValueType): string | undefined => {
  if (want === 'range vector' && got === 'instant vector') return 'add a range such as `[5m]`';
  if (want === 'instant vector' && got === 'range vector') return 'wrap it in a function such as `rate(…)`, or remove the range';
  return want === 'instant vector' && got === 'scalar' ? 'wrap the number in `vector(…)`, or select a metric' : undefined;
};

const times = (n: number): string => (n === 1 ? '1 argument' : `${n} arguments`);

const wanted = ({ args, optional, repeats }: FunctionShape): string => {
  const least = args.length - optional;
  if (repeats) return `at least ${times(least)}`;
  return optional === 0 ? times(least) : `${least} to ${times(args.length)}`;
};

const unknownFunction = ({ name }: Call, complain: Complain): void => {
  const since = newerFunctions.get(name.name);
  if (since !== undefined)
    return complain('version', name, [`\`${name.name}\` came with Prometheus ${since}`, 'use a function that Prometheus 2.42 has']);
  const known = [...functions.keys(), ...aggregations.keys()];
  complain('function', name, [
    `there is no function \`${name.name}\``,
    didYouMean(name.name, known, 'see the functions of Prometheus 2.42'),
  ]);
};

const checkCount = (node: Call, shape: FunctionShape, complain: Complain): void => {
  const count = node.args.length;
  if (count >= shape.args.length - shape.optional && (shape.repeats || count <= shape.args.length)) return;
  complain('arguments', node, [
    `\`${node.name.name}\` takes ${wanted(shape)}, here are ${count}`,
    `call it as ${usage(node.name.name, shape)}`,
  ]);
};

const usage = (name: string, { args, optional }: FunctionShape): string =>
  `\`${name}(${args.map((type, i) => (i >= args.length - optional ? `[${type}]` : type)).join(', ')})\``;

/** Argument count and types of a function call; what is wrong with the constants it is given. */
export const checkCall = (node: Call, typeOf: TypeOf, complain: Complain): void => {
  const shape = functions.get(node.name.name);
  if (shape === undefined) return unknownFunction(node, complain);
  checkCount(node, shape, complain);
  for (const [i, arg] of node.args.entries()) {
    const want = shape.args[i] ?? (shape.repeats ? shape.args.at(-1) : undefined);
    const got = typeOf(arg);
    if (want === undefined || want === got) continue;
    complain('type', arg, [`\`${node.name.name}\` needs ${article(want)} here, not ${article(got)}`, mismatch(want, got)]);
  }
  checkConstants(node, complain);
};

const labelName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const stringAt = (node: Call, index: number): { readonly value: string; readonly of: Expression } | undefined => {
  const arg = node.args[index];
  const inner = arg && bare(arg);
  return inner?.kind === 'string' ? { value: inner.value, of: inner } : undefined;
};

const checkLabelAt = (node: Call, index: number, complain: Complain): void => {
  const label = stringAt(node, index);
  if (label === undefined || labelName.test(label.value)) return;
  complain('evaluation', label.of, [`\`${label.value}\` cannot name a label`, 'use letters, digits and `_`, not starting with a digit']);
};

const checkConstants = (node: Call, complain: Complain): void => {
  if (node.name.name === 'label_replace') {
    const regex = stringAt(node, 4);
    const problem = regex && regexProblem(regex.value);
    if (regex && problem !== undefined) complain('evaluation', regex.of, problem);
    checkLabelAt(node, 1, complain);
  }
  if (node.name.name !== 'label_join') return;
  checkLabelAt(node, 1, complain);
  for (let i = 3; i < node.args.length; i += 1) checkLabelAt(node, i, complain);
};

/** Argument count and types of an aggregation. */
export const checkAggregation = (node: Aggregation, typeOf: TypeOf, complain: Complain): void => {
  const parameter = aggregations.get(node.op.name);
  const want = parameter === undefined ? 1 : 2;
  const name = node.op.name;
  if (node.args.length !== want) {
    complain('arguments', node, [
      `\`${name}\` takes ${times(want)}, here are ${node.args.length}`,
      `call it as \`${name}(${parameter ? `${parameter}, ` : ''}instant vector)\``,
    ]);
  }
  const types: readonly ValueType[] = parameter === undefined ? ['instant vector'] : [parameter, 'instant vector'];
  for (const [i, arg] of node.args.slice(0, want).entries()) {
    const expected = types[i] ?? 'instant vector';
    const got = typeOf(arg);
    if (expected !== got)
      complain('type', arg, [`\`${name}\` needs ${article(expected)} here, not ${article(got)}`, mismatch(expected, got)]);
  }
  const [label] = node.args;
  if (name === 'count_values' && label?.kind === 'string' && !labelName.test(label.value)) {
    complain('evaluation', label, [`\`${label.value}\` cannot name a label`, 'use letters, digits and `_`, not starting with a digit']);
  }
};
