import type { Node } from 'oxc-parser';
import type { Span } from '../../../diagnostics/span.ts';
import { absentNames } from './absent-names.ts';
import type { Sources } from './sources.ts';
import { children, nodesOf, type Syntax } from './syntax.ts';

// The engine says where it stood; these find the words of the author that led there.

const contains = (node: Node, offset: number): boolean => node.start <= offset && offset < node.end;

/** The nodes around `offset`, innermost first. */
const around = ({ program }: Syntax, offset: number): readonly Node[] => {
  const path: Node[] = [];
  for (let node: Node | undefined = program; node !== undefined; node = children(node).find((child) => contains(child, offset)))
    path.unshift(node);
  return path;
};

const isLoop = ({ type }: Node): boolean => /^(?:For|ForIn|ForOf|While|DoWhile)Statement$/.test(type);
const isCall = ({ type }: Node): boolean => type === 'CallExpression' || type === 'NewExpression' || type === 'TaggedTemplateExpression';
const isFunction = ({ type }: Node): boolean => /Function/.test(type);

/** A function, or the property it stands in as a method or getter: its name is outside of the function itself. */
const beginsFunction = (node: Node): boolean =>
  isFunction(node) || node.type === 'MethodDefinition' || (node.type === 'Property' && (node.method || node.kind !== 'init'));

const first = (syntax: Syntax, test: (node: Node) => boolean): Node | undefined => {
  for (const node of nodesOf(syntax.program)) if (test(node)) return node;
  return undefined;
};

/**
 * The engine gives a loop no position of its own when nothing in it is called, only where the code before it began: then the
 * loop that follows is meant. Inside a native function (`innermost` frame) the position is that of the call.
 */
export const loopFor = (span: Span, stack: string, sources: Sources): Span => {
  if (/^\s*at [^\n]*\(native\)/.test(stack)) return span;
  const syntax = sources.syntaxOf(span.file);
  const path = around(syntax, span.start);
  const boundary = path.findIndex(beginsFunction);
  const inside = boundary === -1 ? path : path.slice(0, boundary);
  if (inside.some((node) => isLoop(node) || isCall(node))) return span;
  const loop = first(syntax, (node) => isLoop(node) && node.start >= span.start);
  return loop === undefined ? span : { file: span.file, start: loop.start, end: headEnd(loop, sources.textOf(span.file)) };
};

const headEnd = (loop: Node, text: string): number => {
  const head = /^\w+\s*(?:await\s*)?(?:\([^\n{]*\))?/.exec(text.slice(loop.start, loop.end))?.[0] ?? '';
  return loop.start + Math.max(1, head.trimEnd().length);
};

const spanOf = (file: string, { start, end }: { start: number; end: number }): Span => ({ file, start, end });

const inSources = (entry: string, sources: Sources, find: (syntax: Syntax) => Node | undefined): Span | undefined => {
  for (const file of sources.of(entry)) {
    const found = find(sources.syntaxOf(file));
    if (found !== undefined) return spanOf(file, found);
  }
  return undefined;
};

const isThrowOf = (node: Node, printed: string): boolean =>
  node.type === 'ThrowStatement' &&
  node.argument.type === 'Literal' &&
  (String(node.argument.value) === printed || (typeof node.argument.value === 'string' && JSON.stringify(node.argument.value) === printed));

const isThrowOfOther = (node: Node): boolean => node.type === 'ThrowStatement' && node.argument.type !== 'NewExpression';

/** A value that is no error carries no position: the `throw` that writes it, or else the first that throws no new error. */
export const throwFor = (printed: string, entry: string, sources: Sources): Span | undefined =>
  inSources(entry, sources, (syntax) => first(syntax, (node) => isThrowOf(node, printed))) ??
  inSources(entry, sources, (syntax) => first(syntax, isThrowOfOther));

const isAsynchronous = (node: Node): boolean => {
  if (node.type === 'AwaitExpression' || node.type === 'ImportExpression') return true;
  if (node.type === 'NewExpression') return node.callee.type === 'Identifier' && node.callee.name === 'Promise';
  if (node.type === 'ForOfStatement') return node.await;
  if (node.type !== 'MemberExpression' || node.property.type !== 'Identifier') return false;
  const isPromise = node.object.type === 'Identifier' && node.object.name === 'Promise';
  return isPromise || ['then', 'catch', 'finally'].includes(node.property.name);
};

/** The first word of a file that makes it wait. */
export const asynchronousFor = (entry: string, sources: Sources): Span | undefined =>
  inSources(entry, sources, (syntax) => first(syntax, isAsynchronous));

/** Where `name` is imported in the file that uses it. */
export const importFor = (name: string, used: Span, sources: Sources): Span => {
  const found = first(
    sources.syntaxOf(used.file),
    (node) => node.type === 'ImportSpecifier' && node.imported.type === 'Identifier' && node.imported.name === name,
  );
  return found?.type === 'ImportSpecifier' ? spanOf(used.file, found.imported) : used;
};

/** `globalThis.process` where it led to nothing, in the statement around `span`. */
export const globalFor = (span: Span, sources: Sources): { readonly name: string; readonly span: Span } | undefined => {
  const path = around(sources.syntaxOf(span.file), span.start);
  const statement = path.find(({ type }) => /Statement|Declaration/.test(type)) ?? path.at(-1);
  for (const node of statement === undefined ? [] : nodesOf(statement)) {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'globalThis') continue;
    const name = node.property.type === 'Identifier' && !node.computed ? node.property.name : '';
    if (absentNames.has(name)) return { name, span: spanOf(span.file, node) };
  }
  return undefined;
};

/** All of `Date.now` where the engine points at its last word. */
export const memberFor = (name: string, span: Span, sources: Sources): Span => {
  const text = sources.textOf(span.file);
  const member = around(sources.syntaxOf(span.file), span.start).find(
    (node) => node.type === 'MemberExpression' && text.slice(node.start, node.end) === name,
  );
  return member === undefined ? span : spanOf(span.file, member);
};

const builtin =
  /^(?:globalThis|Object|Function|Array|String|Number|Boolean|BigInt|Symbol|RegExp|Map|Set|WeakMap|WeakSet|Promise|Math|JSON|Reflect|Date|\w*Error)\b|\.prototype\b|\b__proto__\b|\bgetPrototypeOf\b/;

const targetOf = (node: Node): Node | undefined => {
  if (node.type === 'AssignmentExpression') return node.left;
  if (node.type === 'UpdateExpression' || (node.type === 'UnaryExpression' && node.operator === 'delete')) return node.argument;
  return node.type === 'CallExpression' ? node.arguments[0] : undefined;
};

const rootName = (node: Node): string => {
  if (node.type === 'MemberExpression') return rootName(node.object);
  return node.type === 'Identifier' ? node.name : '';
};

const isAuthoringApi = (name: string, { program }: Syntax): boolean =>
  program.body.some(
    (statement) =>
      statement.type === 'ImportDeclaration' &&
      statement.source.value === 'plimsoll' &&
      statement.specifiers.some(({ local }) => local.name === name),
  );

/** The built-in object that the statement at `span` tried to change; undefined when it is one of the author's own. */
export const builtinFor = (span: Span, sources: Sources): { readonly target: string; readonly span: Span } | undefined => {
  const syntax = sources.syntaxOf(span.file);
  const text = sources.textOf(span.file);
  for (const node of around(syntax, span.start)) {
    const target = targetOf(node);
    if (target === undefined) continue;
    const written = text.slice(target.start, target.end);
    const bound = syntax.bindings.get(rootName(target));
    const origin = bound === undefined ? '' : text.slice(bound.start, bound.end);
    const isShared = builtin.test(written) || builtin.test(origin) || isAuthoringApi(rootName(target), syntax);
    return isShared ? { target: written, span: spanOf(span.file, target) } : undefined;
  }
  return undefined;
};
