/** A stretch of the expression's text, in UTF-16 units; `end` is exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

export interface LabelName extends Place {
  readonly name: string;
}

export type MatchOperator = '=' | '!=' | '=~' | '!~';

export interface Matcher extends Place {
  readonly label: string;
  readonly op: MatchOperator;
  /** Unquoted. */
  readonly value: string;
  readonly valuePlace: Place;
}

export interface Selector extends Place {
  readonly kind: 'selector';
  /** Written outside the braces. */
  readonly name?: string;
  readonly matchers: readonly Matcher[];
  /** Where the name ends, and the braces when there are any. */
  readonly nameEnd: number;
  readonly braces?: Place;
}

export interface Offset extends Place {
  readonly kind: 'offset';
  readonly of: Expression;
  readonly ms: number;
}

export interface At extends Place {
  readonly kind: 'at';
  readonly of: Expression;
  /** Seconds since 1970, or the edge of the query. */
  readonly time: number | 'start' | 'end';
}

export interface Range extends Place {
  readonly kind: 'range';
  readonly of: Expression;
  readonly ms: number;
}

export interface Subquery extends Place {
  readonly kind: 'subquery';
  readonly of: Expression;
  readonly ms: number;
  /** Zero for the evaluation interval. */
  readonly stepMs: number;
}

export interface Call extends Place {
  readonly kind: 'call';
  readonly name: LabelName;
  readonly args: readonly Expression[];
}

export interface Grouping extends Place {
  readonly mode: 'by' | 'without';
  readonly labels: readonly LabelName[];
}

export interface Aggregation extends Place {
  readonly kind: 'aggregation';
  readonly op: LabelName;
  readonly grouping?: Grouping;
  readonly args: readonly Expression[];
}

/** `on`, `ignoring`, `group_left`, `group_right` of a binary operation. */
export interface Matching extends Place {
  readonly mode: 'on' | 'ignoring';
  readonly labels: readonly LabelName[];
  readonly group?: 'left' | 'right';
  readonly include: readonly LabelName[];
}

export interface Binary extends Place {
  readonly kind: 'binary';
  /** Lower case. */
  readonly op: string;
  readonly opPlace: Place;
  readonly bool: boolean;
  readonly matching?: Matching;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Unary extends Place {
  readonly kind: 'unary';
  readonly op: string;
  readonly of: Expression;
}

export interface Paren extends Place {
  readonly kind: 'paren';
  readonly of: Expression;
}

export interface NumberLiteral extends Place {
  readonly kind: 'number';
  readonly value: number;
}

export interface StringLiteral extends Place {
  readonly kind: 'string';
  readonly value: string;
}

export type Expression =
  Selector | Offset | At | Range | Subquery | Call | Aggregation | Binary | Unary | Paren | NumberLiteral | StringLiteral;

/** The expressions directly inside `node`. */
export const childrenOf = (node: Expression): readonly Expression[] => {
  switch (node.kind) {
    case 'selector':
    case 'number':
    case 'string':
      return [];
    case 'offset':
    case 'at':
    case 'range':
    case 'subquery':
    case 'unary':
    case 'paren':
      return [node.of];
    case 'call':
    case 'aggregation':
      return node.args;
    case 'binary':
      return [node.left, node.right];
  }
};

/** `node` and everything inside it, outermost first, in the order of the text. */
export function* walk(node: Expression): Iterable<Expression> {
  const open = [node];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    open.push(...childrenOf(next).toReversed());
  }
}

/** `node` without the parentheses around it. */
export const bare = (node: Expression): Expression => (node.kind === 'paren' ? bare(node.of) : node);
