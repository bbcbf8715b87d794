import type { Artifact } from '../contract.ts';
import { hostGroups } from './expected-hosts.ts';
import { header } from './file-head.ts';
import { ruleFiles } from './rule-forms.ts';
import { writeGroup } from './rule-set.ts';
import type { TeamForm } from './team-files.ts';
import type { Headed } from './team-groups.ts';

/** No team's file: names of teams never begin with `_`. Unit tests do not read it, so that they expect only the hosts they name. */
const name = '_hosts';

/** The hosts that answers are expected of, recorded once for all checks. */
export const hostFiles = (headed: Headed, { options, sawGroups }: TeamForm): readonly Artifact[] => {
  const { model, context } = headed;
  const groups = hostGroups(model, context);
  if (groups.length === 0) return [];
  sawGroups(groups.length);
  const mark = context.mark({ kind: 'settings', id: model.estate, field: 'targets.prometheus' });
  const head = `${mark}${header(headed, 'Hosts that have to answer checks')}`;
  return ruleFiles({ name, head, groups: groups.map((group) => writeGroup(group, options)) }, { ...options, unitTests: false });
};
