import type { Artifact } from '../contract.ts';
import { marked, writeYaml } from '../yaml-writer.ts';
import { fileName, header } from './file-head.ts';
import { type PlannedGroup, teamGroups, type TeamWork } from './team-groups.ts';
import type { OwnedTest } from './test-batches.ts';
import { testFiles } from './test-files.ts';

const groupText = ({ name, interval, rules, mark }: PlannedGroup): string => writeYaml([marked(mark, { name, interval, rules })], '  ');

/** The rules of one team and their unit tests as plain files; nothing for a team whose checks Prometheus cannot see. */
export const teamFiles = (work: TeamWork): readonly Artifact[] => {
  const { team, context } = work;
  const groups: string[] = [];
  const tests: OwnedTest[] = [];
  for (const group of teamGroups(work)) {
    groups.push(groupText(group));
    tests.push(...group.tests);
  }
  if (groups.length === 0) return [];
  const own = context.mark({ kind: 'teams', id: team.id });
  const text = `${own}${header(work, `Alert rules of team ${team.id}`)}groups:\n${groups.join('')}`;
  return [{ path: `rules/${fileName(team.id)}.yaml`, text, mode: 0o644 }, ...testFiles(tests, work)];
};
