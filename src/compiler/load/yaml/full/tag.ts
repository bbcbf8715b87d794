import type { Node } from 'yaml';
import { explicitTag } from '../../../../diagnostics/codes/plm030-explicit-tag.ts';
import { shorten } from '../limits.ts';
import { type Context, spanOf } from './context.ts';

const strTag = 'tag:yaml.org,2002:str';

const tagPlace = (text: string, nodeStart: number): { readonly start: number; readonly end: number } => {
  let start = text.lastIndexOf('!', Math.max(0, nodeStart - 1));
  if (start === -1) return { start: nodeStart, end: nodeStart + 1 };
  while (start > 0 && !/[\s,[{]/.test(text.charAt(start - 1))) start -= 1;
  const rest = /^[^\s,\]}]*/.exec(text.slice(start));
  return { start, end: start + (rest?.[0].length ?? 1) };
};

/** True when the value of a scalar is ours to resolve; a tag makes it a text, and any but `!!str` is reported. */
export const checkTag = (node: Node, context: Context): boolean => {
  if (node.tag === undefined) return true;
  if (node.tag !== strTag) {
    const { start, end } = tagPlace(context.text, node.range?.[0] ?? 0);
    context.report(explicitTag({ tag: shorten(context.text.slice(start, end)) }, spanOf(context, start, end)));
  }
  return false;
};
