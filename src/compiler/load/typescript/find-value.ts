import type { ArrayExpression, CallExpression, Expression, Node, ObjectExpression, ObjectProperty, Span } from 'oxc-parser';
import { type KeyPattern, patternOf, patternOfKey } from './key-pattern.ts';
import { bare, children, nodesOf, returnsOf, type Syntax } from './syntax.ts';

/** Where a key is written, and the expression beside it. */
export interface Place {
  readonly key: Span;
  readonly value: Expression;
}

/** A place with what is known of its key. */
interface Candidate extends Place {
  readonly pattern: KeyPattern;
}

interface Search {
  readonly syntax: Syntax;
  readonly key: string | number;
  /** Steps through names and calls that are left, so that names that lead to themselves end. */
  readonly steps: number;
}

const deeper = (search: Search): Search => ({ ...search, steps: search.steps - 1 });

/** The best of the candidates that may be the key: exact before computed, more certain characters first, later before earlier. */
const best = (candidates: readonly Candidate[], key: string | number): Candidate | undefined => {
  let found: Candidate | undefined;
  for (const candidate of candidates) {
    if (!candidate.pattern.expression.test(String(key))) continue;
    const isBetter = found === undefined || rank(candidate.pattern) >= rank(found.pattern);
    if (isBetter) found = candidate;
  }
  return found;
};

const rank = ({ isExact, certain }: KeyPattern): number => (isExact ? 1_000_000 : 0) + certain;

const ofProperty = (property: ObjectProperty, { syntax }: Search): Candidate => ({
  key: property.key,
  value: property.value,
  pattern: patternOfKey(property.key, property.computed, syntax),
});

const ofObject = (object: ObjectExpression, search: Search): Candidate | undefined => {
  const computed: Candidate[] = [];
  for (const property of object.properties.toReversed()) {
    const isSpread = property.type === 'SpreadElement';
    const candidate = isSpread ? findCandidate(property.argument, deeper(search)) : ofProperty(property, search);
    if (candidate?.pattern.isExact && candidate.pattern.expression.test(String(search.key))) return candidate;
    if (candidate !== undefined) computed.push(candidate);
  }
  return best(computed.reverse(), search.key);
};

/** The items of a list as far as they are written out before the first that is not. */
const itemsOf = (expression: Expression, search: Search): readonly Expression[] => {
  const node = bare(expression);
  if (node.type === 'Identifier' && search.steps > 0) {
    const bound = search.syntax.bindings.get(node.name);
    return bound === undefined ? [] : itemsOf(bound, deeper(search));
  }
  return node.type === 'ArrayExpression' ? itemsOfList(node, search) : [];
};

const itemsOfList = (list: ArrayExpression, search: Search): readonly Expression[] => {
  const items: Expression[] = [];
  for (const element of list.elements) {
    if (element === null) return items;
    if (element.type !== 'SpreadElement') items.push(element);
    else {
      const spread = itemsOf(element.argument, search);
      if (spread.length === 0) return items;
      items.push(...spread);
    }
  }
  return items;
};

/** `[key, value]` pairs anywhere in an expression that makes entries. */
const pairsIn = (expression: Expression, search: Search): readonly Candidate[] => {
  const node = bare(expression);
  const bound = node.type === 'Identifier' && search.steps > 0 ? search.syntax.bindings.get(node.name) : undefined;
  if (bound !== undefined) return pairsIn(bound, deeper(search));
  const found: Candidate[] = [];
  for (const inner of nodesOf(node)) {
    if (inner.type === 'ArrayExpression') found.push(...pairOf(inner, search));
    if (inner !== node && inner.type === 'Identifier') found.push(...pairsOfName(inner.name, search));
  }
  return found;
};

const pairOf = ({ elements }: ArrayExpression, { syntax }: Search): readonly Candidate[] => {
  const [key, value] = elements;
  if (elements.length !== 2 || !key || !value || key.type === 'SpreadElement' || value.type === 'SpreadElement') return [];
  if (key.type === 'ArrayExpression' || key.type === 'ObjectExpression') return [];
  return [{ key, value, pattern: patternOf(key, syntax) }];
};

const pairsOfName = (name: string, search: Search): readonly Candidate[] => {
  const bound = search.steps > 0 ? search.syntax.bindings.get(name) : undefined;
  return bound === undefined ? [] : pairsIn(bound, { ...search, steps: 0 });
};

const calleeOf = ({ callee }: CallExpression): string => {
  if (callee.type === 'Identifier') return callee.name;
  if (callee.type !== 'MemberExpression' || callee.property.type !== 'Identifier' || callee.computed) return '';
  return `${callee.object.type === 'Identifier' ? callee.object.name : ''}.${callee.property.name}`;
};

const argumentsOf = (call: CallExpression): readonly Expression[] =>
  call.arguments.map((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument));

const firstOf = (expressions: readonly Expression[], search: Search): Candidate | undefined => {
  for (const expression of expressions) {
    const found = findCandidate(expression, search);
    if (found !== undefined) return found;
  }
  return undefined;
};

/** Object literals with computed names, anywhere inside. */
const computedNames = (expression: Expression, search: Search): Candidate | undefined => {
  const candidates = [...nodesOf(expression)].flatMap((node) =>
    node.type === 'ObjectExpression'
      ? node.properties.flatMap((property) => (property.type === 'Property' && property.computed ? [ofProperty(property, search)] : []))
      : [],
  );
  return best(candidates, search.key);
};

const ofCall = (call: CallExpression, search: Search): Candidate | undefined => {
  const name = calleeOf(call);
  const given = argumentsOf(call);
  if (name === 'Object.fromEntries')
    return best(
      given.flatMap((argument) => pairsIn(argument, search)),
      search.key,
    );
  const own = search.syntax.bindings.get(name);
  if (own !== undefined) return firstOf(returnsOf(own), deeper(search)) ?? firstOf(given, deeper(search));
  if (typeof search.key === 'number' && name.endsWith('.map')) return ofMapped(given[0], search);
  return firstOf(given.toReversed(), deeper(search)) ?? computedNames(call, search);
};

/** An item of `list.map(callback)` is what the callback returns. */
const ofMapped = (callback: Expression | undefined, { syntax }: Search): Candidate | undefined => {
  const made = callback?.type === 'Identifier' ? syntax.bindings.get(callback.name) : callback;
  const value = made === undefined ? undefined : returnsOf(made)[0];
  return value === undefined ? undefined : item(value);
};

const ofMember = (node: Expression, search: Search): Candidate | undefined => {
  if (node.type !== 'MemberExpression' || node.property.type === 'PrivateIdentifier') return undefined;
  const name = !node.computed && node.property.type === 'Identifier' ? node.property.name : undefined;
  const found = name === undefined ? undefined : findCandidate(node.object, { ...deeper(search), key: name });
  return found === undefined ? undefined : findCandidate(found.value, deeper(search));
};

/** An item of a list has no name; it stands for itself. */
const item = (value: Expression): Candidate => ({ key: value, value, pattern: { expression: /^/, certain: 0, isExact: true } });

const findCandidate = (expression: Expression, search: Search): Candidate | undefined => {
  if (search.steps <= 0) return undefined;
  const node = bare(expression);
  switch (node.type) {
    case 'ObjectExpression':
      return ofObject(node, search);
    case 'ArrayExpression': {
      const found = typeof search.key === 'number' ? itemsOfList(node, search)[search.key] : undefined;
      return found === undefined ? undefined : item(found);
    }
    case 'Identifier': {
      const bound = search.syntax.bindings.get(node.name);
      return bound === undefined ? undefined : findCandidate(bound, deeper(search));
    }
    case 'ConditionalExpression':
      return firstOf([node.consequent, node.alternate], deeper(search));
    case 'LogicalExpression':
      return firstOf([node.right, node.left], deeper(search));
    case 'CallExpression':
      return ofCall(node, search);
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
      return firstOf(returnsOf(node), deeper(search));
    default:
      return ofMember(node, search);
  }
};

/** Follows one key into an expression: literals exactly, names and calls of the same file as far as they can be read. */
export const findValue = (expression: Expression, search: Search): Place | undefined => findCandidate(expression, search);

/** True when every key of the object can be read, so that a key that is not found is not there. */
export const isWrittenOut = (expression: Expression, { bindings }: Syntax): boolean => {
  const node = bare(expression);
  const isRead = (child: Node): boolean => {
    if (child.type === 'Property') return !child.computed;
    const spread = child.type === 'SpreadElement' ? bare(child.argument) : undefined;
    const bound = spread?.type === 'Identifier' ? bindings.get(spread.name) : spread;
    return bound !== undefined && bare(bound).type === 'ObjectExpression' && children(bare(bound)).every(isRead);
  };
  return node.type === 'ObjectExpression' && children(node).every(isRead);
};
