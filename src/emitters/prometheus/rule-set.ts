import { marked, writeYaml, type YamlMap } from '../yaml-writer.ts';
import { canonical } from './canonical.ts';
import type { Options } from './options.ts';
import type { PlannedGroup } from './team-groups.ts';

/** A group as it will stand in a file. */
export type FormedGroup = Pick<PlannedGroup, 'name' | 'interval' | 'rules' | 'mark'>;

export interface WrittenGroup {
  readonly name: string;
  /** As an item of the list of groups, indented for the form that is asked for. */
  readonly text: string;
  /** As an item of a plain rule file, for unit tests. */
  readonly plain: string;
}

/** The groups of one team, or our own. */
export interface RuleSet {
  /** Name of its files; begins with `_` for our own. */
  readonly name: string;
  /** The mark of the owner and comment lines. */
  readonly head: string;
  readonly groups: readonly WrittenGroup[];
}

const keysOfGroups = ({ limit, queryOffset, labels }: Options['groups']): YamlMap => ({
  limit,
  query_offset: queryOffset === undefined ? undefined : canonical(queryOffset),
  labels,
});

/** Do unit tests read plain copies: of what promtool cannot read, or would evaluate at another time or with other labels? */
export const needsCopies = ({ output, groups }: Options): boolean =>
  output.kind !== 'files' || Object.values(groups).some((value) => value !== undefined);

/** One group with the keys that options ask for. */
export const writeGroup = ({ name, interval, rules, mark }: FormedGroup, options: Options): WrittenGroup => {
  const group = { name, interval, ...keysOfGroups(options.groups), rules };
  const text = writeYaml([marked(mark, group)], options.output.kind === 'objects' ? '    ' : '  ');
  const isCopied = options.unitTests && needsCopies(options);
  return { name, text, plain: isCopied ? writeYaml([marked(mark, { name, interval, rules })], '  ') : text };
};
