import { ruleLimit } from '../../diagnostics/codes/plm444-rule-limit.ts';
import type { Artifact } from '../contract.ts';
import { fileName, header } from './file-head.ts';
import { capped } from './group-cap.ts';
import { bytesOf, mostBytes } from './objects.ts';
import { rulerOf } from './option-problems.ts';
import type { Options } from './options.ts';
import { ruleFiles } from './rule-forms.ts';
import { type WrittenGroup, writeGroup } from './rule-set.ts';
import { type PlannedGroup, teamGroups, type TeamWork } from './team-groups.ts';
import type { OwnedTest } from './test-batches.ts';
import { testFiles } from './test-files.ts';

/** What one team's files are made with; `sawGroups` counts them over all teams. */
export interface TeamForm {
  readonly options: Options;
  readonly sawGroups: (count: number) => void;
}

const defaultCap = 20;

const tell = ({ context }: TeamWork, check: string, params: Parameters<typeof ruleLimit>[0]): void =>
  context.report(ruleLimit(params, context.locate({ kind: 'checks', id: check })));

const checkCap = (group: PlannedGroup, cap: number, work: TeamWork): void =>
  tell(work, group.name, {
    what: `check \`${group.name}\``,
    size: `needs ${group.rules.length} rules in one group`,
    limit: String(cap),
    help: `raise \`ruler_max_rules_per_rule_group\` of the ruler and declare it as \`output.rulesPerGroup\``,
  });

const checkSize = (name: string, bytes: number, work: TeamWork): void =>
  tell(work, name, {
    what: `the rules of check \`${name}\``,
    size: `take ${Math.ceil(bytes / 1024)} KiB`,
    limit: `${mostBytes / 1024} KiB for one object`,
    help: 'split the check, by hosts or by levels',
  });

const written = (group: PlannedGroup, { options }: TeamForm, work: TeamWork): readonly WrittenGroup[] => {
  const cap = rulerOf(options) === 'mimir' ? (options.output.rulesPerGroup ?? defaultCap) : Infinity;
  const parts = capped(group, cap);
  if (parts === undefined) checkCap(group, cap, work);
  const groups = (parts ?? [group]).map((part) => writeGroup(part, options));
  for (const { text } of options.output.kind === 'objects' ? groups : [])
    if (bytesOf(text) > mostBytes) checkSize(group.name, bytesOf(text), work);
  return groups;
};

/** The rules of one team and their unit tests; nothing for a team whose checks Prometheus cannot see. */
export const teamFiles = (work: TeamWork, form: TeamForm): readonly Artifact[] => {
  const { team, context } = work;
  const groups: WrittenGroup[] = [];
  const tests: OwnedTest[] = [];
  for (const group of teamGroups(work)) {
    groups.push(...written(group, form, work));
    tests.push(...group.tests);
  }
  if (groups.length === 0) return [];
  form.sawGroups(groups.length);
  const own = context.mark({ kind: 'teams', id: team.id });
  const head = `${own}${header(work, `Alert rules of team ${team.id}`)}# pint file/owner ${team.id}\n`;
  return [...ruleFiles({ name: fileName(team.id), head, groups }, form.options), ...testFiles(tests, work)];
};
