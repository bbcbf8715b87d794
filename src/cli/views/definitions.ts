import { visible } from '../../diagnostics/render/visible.ts';
import { type DefinitionKind, definitionKinds } from '../../model/model.ts';
import type { DefinedAt } from '../../project/types.ts';
import { aligned, counted, linesText } from '../text.ts';

const singular: Readonly<Record<DefinitionKind, string>> = {
  settings: 'settings',
  teams: 'team',
  schedules: 'schedule',
  hosts: 'host',
  groups: 'group',
  metrics: 'metric',
  thresholds: 'threshold',
  checks: 'check',
};

/** `check` for `checks`. */
export const singularOf = (kind: DefinitionKind): string => singular[kind];

/** `62 checks, 30 thresholds and 25 metrics`: what an estate holds, in words. */
export const estateCounts = (definitions: readonly DefinedAt[]): string => {
  const kinds = definitionKinds.toReversed().filter((kind) => kind !== 'settings');
  const parts = kinds.flatMap((kind) => {
    const count = definitions.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [counted(count, singular[kind])];
  });
  const last = parts.at(-1) ?? 'an estate without definitions';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
};

/** One definition on a line: kind, id, place, and why it exists. */
export const definitionsText = (definitions: readonly DefinedAt[], prefix: string): string =>
  linesText(
    aligned(
      definitions.map(({ kind, id, file, line, summary }) => [singular[kind], id, visible(`${prefix}${file}:${line}`), visible(summary)]),
    ),
  );
