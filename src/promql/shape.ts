import { bare, type Expression } from './ast.ts';

/** What an expression says, without where it says it: two with the same shape give the same result. */
export const shapeOf = (node: Expression): string =>
  JSON.stringify(bare(node), (key, value: unknown) => (/^(?:start|end|\w*[pP]lace|nameEnd|braces)$/.test(key) ? undefined : value));
