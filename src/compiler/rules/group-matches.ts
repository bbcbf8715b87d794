import { matchesNothing } from '../../diagnostics/codes/plm331-matches-nothing.ts';
import { isWhole } from '../definitions.ts';
import { listOf } from '../link/context.ts';
import { carriesLabels, globMatches } from '../link/selection.ts';
import type { Rule } from './rule.ts';

/** Patterns and labels of groups that select no host of the estate. */
export const groupMatches: Rule = {
  name: 'group-matches',
  check: ({ definitions: { hosts, groups } }, report) => {
    if (!isWhole(hosts)) return;
    const entries = [...hosts.values()];
    for (const [group, { value, locate }] of groups) {
      const { match, labels } = value;
      listOf(match).forEach((pattern, i) => {
        if (!entries.some(({ id }) => globMatches(pattern, id)))
          report(matchesNothing({ group, what: `\`${pattern}\`` }, locate(Array.isArray(match) ? ['match', i] : ['match'])));
      });
      if (labels !== undefined && !entries.some((host) => carriesLabels(host.value, labels)))
        report(matchesNothing({ group, what: '`labels`' }, locate(['labels'])));
    }
  },
};
