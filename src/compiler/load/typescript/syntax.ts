import { nestingOf } from '../../../base/nesting.ts';
import { type Expression, type Node, parseSync, type Program, visitorKeys } from 'oxc-parser';

/** A parsed file, with what its names stand for. Offsets are UTF-16 units of the text that was parsed. */
export interface Syntax {
  readonly program: Program;
  /** What a name was given where it was declared; names that are declared more than once are left out. */
  readonly bindings: ReadonlyMap<string, Expression>;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && value.type in visitorKeys;

/** The nodes directly below `node`, in the order of the source. */
export const children = (node: Node): readonly Node[] =>
  (visitorKeys[node.type] ?? []).flatMap((key) => {
    const value: unknown = Reflect.get(node, key);
    return Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
  });

/** `node` and everything below it, in the order of the source. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const child of children(node)) yield* nodesOf(child);
}

type Declared = readonly [name: string, value: Expression | undefined];

const declaredBy = (node: Node): readonly Declared[] => {
  switch (node.type) {
    case 'VariableDeclarator':
      return node.id.type === 'Identifier' ? [[node.id.name, node.init ?? undefined]] : [];
    case 'FunctionDeclaration':
      return node.id === null ? [] : [[node.id.name, node]];
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return node.params.flatMap((param): readonly Declared[] => (param.type === 'Identifier' ? [[param.name, undefined]] : []));
    default:
      return [];
  }
};

const bindingsOf = (program: Program): ReadonlyMap<string, Expression> => {
  const found = new Map<string, Expression | undefined>();
  for (const node of nodesOf(program)) for (const [name, value] of declaredBy(node)) found.set(name, found.has(name) ? undefined : value);
  return new Map([...found].flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])));
};

/**
 * The parser takes the whole process with it when its stack ends, at some thousand levels. What could get so deep, and no
 * author writes by hand, is left unread: its findings are shown at the beginning of the file.
 */
const deepest = 1000;

const isSafe = (text: string): boolean => {
  const { depth, guesses } = nestingOf(text, deepest);
  return depth <= deepest && guesses === 0;
};

export const parseTypescript = (file: string, text: string): Syntax => {
  const { program } = parseSync(file, isSafe(text) ? text : '', { preserveParens: false });
  return { program, bindings: bindingsOf(program) };
};

/** The expression behind `satisfies`, `as`, `!` and a chain. */
export const bare = (expression: Expression): Expression => {
  switch (expression.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ParenthesizedExpression':
      return bare(expression.expression);
    case 'ChainExpression':
      return expression.expression;
    default:
      return expression;
  }
};

/** What a function returns, as far as it is written out: every `return` of its own. */
export const returnsOf = (expression: Expression): readonly Expression[] => {
  const made = bare(expression);
  if (made.type !== 'ArrowFunctionExpression' && made.type !== 'FunctionExpression' && made.type !== 'FunctionDeclaration') return [];
  if (made.body === null) return [];
  return made.body.type === 'BlockStatement' ? returnsIn(made.body) : [made.body];
};

const isFunction = (node: Node): boolean => /Function/.test(node.type);

const returnsIn = (node: Node): readonly Expression[] =>
  children(node).flatMap((child) => {
    if (child.type === 'ReturnStatement') return child.argument === null ? [] : [child.argument];
    return isFunction(child) ? [] : returnsIn(child);
  });

/** The expression a file exports as its default. */
export const defaultExport = ({ program, bindings }: Syntax): Expression | undefined => {
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration } = statement;
      return declaration.type === 'TSInterfaceDeclaration' || declaration.type === 'ClassDeclaration' ? undefined : declaration;
    }
    if (statement.type !== 'ExportNamedDeclaration') continue;
    const named = statement.specifiers.find(({ exported }) => exported.type === 'Identifier' && exported.name === 'default');
    if (named?.local.type === 'Identifier') return bindings.get(named.local.name);
  }
  return undefined;
};
