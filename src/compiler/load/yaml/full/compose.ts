import { Composer, type Document, Lexer, Parser, type YAMLError } from 'yaml';
import { maxDepth } from '../limits.ts';

type Token = Parameters<Composer['next']>[0];

/** What the `yaml` package makes of a text: the first document, and what stands against it. */
export interface Composed {
  readonly document?: Document.Parsed;
  readonly errors: readonly YAMLError[];
  readonly directives: readonly { readonly source: string; readonly offset: number }[];
  /** Where a second document starts. */
  readonly second?: number;
  /** Where the nesting became too deep; nothing is composed then. */
  readonly tooDeepAt?: number;
}

const isCollection = ({ type }: Token): boolean => type === 'block-map' || type === 'block-seq' || type === 'flow-collection';

/** Every open map or list is one token on the parser's stack, beside the document and a scalar. */
const isTooDeep = ({ stack }: Parser): boolean => stack.length > maxDepth && stack.filter(isCollection).length > maxDepth;

/** Tokens up to the end of the text, or to where it nests too deep: composing recurses, so the depth is checked before. */
const tokenize = (text: string): { readonly tokens: readonly Token[]; readonly tooDeepAt?: number } => {
  const parser = new Parser();
  const tokens: Token[] = [];
  for (const lexeme of new Lexer().lex(text)) {
    const offset = parser.offset;
    tokens.push(...parser.next(lexeme));
    if (isTooDeep(parser)) return { tokens, tooDeepAt: offset };
  }
  tokens.push(...parser.end());
  return { tokens };
};

const startsDocument = (token: Token): boolean => token.type === 'document';

const secondDocument = (tokens: readonly Token[]): number | undefined => {
  const [, second] = tokens.filter(startsDocument);
  return second?.offset;
};

// The package makes an `Error` of each complaint; their stacks, which nobody reads, are most of the time a hostile file takes.
const withoutStacks = <T>(work: () => T): T => {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return work();
  } finally {
    Error.stackTraceLimit = limit;
  }
};

/** Runs the `yaml` package with every scalar left as text: the resolution of scalars is ours. */
export const compose = (text: string): Composed => {
  const { tokens, tooDeepAt } = tokenize(text);
  const directives = tokens.flatMap((token) => (token.type === 'directive' ? [{ source: token.source, offset: token.offset }] : []));
  if (tooDeepAt !== undefined) return { errors: [], directives, tooDeepAt };
  const composer = new Composer({ schema: 'failsafe', uniqueKeys: false, strict: true, stringKeys: false });
  const [document] = withoutStacks(() => [...composer.compose(tokens, true, text.length)]);
  const second = secondDocument(tokens);
  return {
    errors: [],
    directives,
    ...(document === undefined ? {} : { document, errors: document.errors }),
    ...(second === undefined ? {} : { second }),
  };
};
