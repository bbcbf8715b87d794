import type { Tree } from '@lezer/common';
import type { Place } from './ast.ts';

/** A node of the grammar's tree, in a form that costs less to walk than the tree's own. */
export interface Syntax extends Place {
  readonly name: string;
  readonly isExpression: boolean;
  readonly children: readonly Syntax[];
}

interface Growing extends Syntax {
  readonly children: Growing[];
}

/** The tree of a text, or where the grammar first stopped. */
export type SyntaxReading = { readonly ok: true; readonly top: Syntax } | { readonly ok: false; readonly at: number };

export const readTree = (tree: Tree): SyntaxReading => {
  const top: Growing = { name: '', isExpression: false, start: 0, end: tree.length, children: [] };
  const open: Growing[] = [top];
  let error: number | undefined;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (type.isError && error === undefined) error = from;
      if (error !== undefined) return false;
      const node: Growing = { name: type.name, isExpression: type.is('Expr'), start: from, end: to, children: [] };
      open.at(-1)?.children.push(node);
      open.push(node);
      return true;
    },
    leave: ({ type }) => {
      if (!type.isError && error === undefined) open.pop();
    },
  });
  return error === undefined ? { ok: true, top: top.children[0] ?? top } : { ok: false, at: error };
};

export const childNamed = (node: Syntax, name: string): Syntax | undefined => node.children.find((child) => child.name === name);

export const childrenNamed = (node: Syntax, name: string): readonly Syntax[] => node.children.filter((child) => child.name === name);

export const expressionsIn = (node: Syntax): readonly Syntax[] => node.children.filter((child) => child.isExpression);
