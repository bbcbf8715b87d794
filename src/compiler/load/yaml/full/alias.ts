import type { Alias } from 'yaml';
import { didYouMean } from '../../../../base/suggest.ts';
import { aliasExpansion } from '../../../../diagnostics/codes/plm033-alias-expansion.ts';
import { cyclicAlias } from '../../../../diagnostics/codes/plm032-cyclic-alias.ts';
import { nestedTooDeep } from '../../../../diagnostics/codes/plm034-nested-too-deep.ts';
import { unknownAlias } from '../../../../diagnostics/codes/plm031-unknown-alias.ts';
import type { Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { maxAliased, maxDepth, shorten } from '../limits.ts';
import { type Context, spanOf } from './context.ts';
import type { Located, Place } from './located.ts';

// Comparing every wrong alias with every anchor would take quadratic time on a hostile file.
const mostSuggested = 100;

const complaint = (name: string, context: Context, place: Place): Diagnostic | undefined => {
  const target = context.anchors.get(name);
  const span = spanOf(context, place.start, place.end);
  const alias = shorten(name);
  if (target === 'open') return cyclicAlias({ alias }, span);
  if (target === undefined) {
    const known = context.anchors.size <= mostSuggested ? context.anchors.keys() : [];
    const help = didYouMean(name, known, `anchor the value above with \`&${alias}\`, or quote the text`);
    return unknownAlias({ alias, help }, span);
  }
  if (context.aliased > maxAliased) return aliasExpansion({ limit: maxAliased }, span);
  return context.depth + target.height > maxDepth ? nestedTooDeep({ limit: maxDepth }, span) : undefined;
};

/** The value an alias repeats, placed at the alias; what is inside it stays where it was written. */
export const convertAlias = (node: Alias, context: Context): Located => {
  const place = { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
  const target = context.anchors.get(node.source);
  const isFirst = context.aliased <= maxAliased;
  if (target !== undefined && target !== 'open') context.aliased += target.size;
  const problem = complaint(node.source, context, place);
  if (problem !== undefined && isFirst) context.report(problem);
  if (problem !== undefined || target === undefined || target === 'open')
    return { ...place, value: null, size: 1, height: 0, refused: true };
  return { ...target, ...place };
};
