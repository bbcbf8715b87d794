import type { Expression, Matching, Place } from './ast.ts';

/** An operator with its modifiers, between two operands. */
export interface Operator {
  /** Lower case. */
  readonly op: string;
  readonly opPlace: Place;
  readonly bool: boolean;
  readonly matching?: Matching;
}

/** An operand with the signs in front of it. */
export interface Operand {
  readonly signs: readonly Sign[];
  readonly of: Expression;
}

export interface Sign extends Place {
  readonly op: string;
}

/** Operands and operators as they stand in the text; there is always one operand more. */
export interface Chain {
  readonly operands: Operand[];
  readonly operators: Operator[];
}

const levels: readonly (readonly string[])[] = [
  ['or'],
  ['and', 'unless'],
  ['==', '!=', '<=', '<', '>=', '>'],
  ['+', '-'],
  ['*', '/', '%', 'atan2'],
  ['^'],
];

const levelOf = new Map(levels.flatMap((names, level) => names.map((name): [string, number] => [name, level])));
const power = levels.length - 1;

const signed = (sign: Sign, of: Expression): Expression => {
  if (of.kind !== 'number') return { kind: 'unary', start: sign.start, end: of.end, op: sign.op, of };
  return { ...of, start: sign.start, value: sign.op === '-' ? -of.value : of.value };
};

/** Groups a chain as Prometheus does: `^` binds to the right and tighter than a sign, all others to the left. */
export const group = ({ operands, operators }: Chain): Expression => {
  let next = 0;

  const operand = (): Expression => {
    const { signs = [], of } = operands[next] ?? {};
    if (of === undefined) return missing;
    const inner = signs.length === 0 ? of : climb(of, power);
    return signs.reduceRight<Expression>((made, sign) => signed(sign, made), inner);
  };

  const climb = (start: Expression, lowest: number): Expression => {
    let left = start;
    for (let operator = operators[next]; operator !== undefined; operator = operators[next]) {
      const level = levelOf.get(operator.op) ?? 0;
      if (level < lowest) break;
      next += 1;
      const right = climb(operand(), level === power ? power : level + 1);
      left = { kind: 'binary', start: left.start, end: right.end, ...operator, left, right };
    }
    return left;
  };

  return climb(operand(), 0);
};

const missing: Expression = { kind: 'number', start: 0, end: 0, value: Number.NaN };
