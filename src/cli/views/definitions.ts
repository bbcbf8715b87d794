import { visible } from '../../diagnostics/render/visible.ts';
import { type DefinitionKind, definitionKinds } from '../../model/model.ts';
import type { DefinedAt } from '../../project/types.ts';
import { singularOf } from '../kinds.ts';
import { aligned, counted, linesText } from '../text.ts';

/** `62 checks, 30 thresholds and 25 metrics`: what an estate holds, in words. */
export const estateCounts = (counts: ReadonlyMap<DefinitionKind, number>): string => {
  const kinds = definitionKinds.toReversed().filter((kind) => kind !== 'settings');
  const parts = kinds.flatMap((kind) => {
    const count = counts.get(kind) ?? 0;
    return count === 0 ? [] : [counted(count, singularOf(kind))];
  });
  const last = parts.at(-1) ?? 'an estate without definitions';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
};

/** One definition on a line: kind, id, place, and why it exists. */
export const definitionsText = (definitions: readonly DefinedAt[], prefix: string): string =>
  linesText(
    aligned(
      definitions.map(({ kind, id, file, line, summary }) => [singularOf(kind), id, visible(`${prefix}${file}:${line}`), visible(summary)]),
    ),
  );
