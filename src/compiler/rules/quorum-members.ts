import { quorumOtherHosts } from '../../diagnostics/codes/plm322-quorum-other-hosts.ts';
import { quorumOutOfReach } from '../../diagnostics/codes/plm321-quorum-out-of-reach.ts';
import { thresholdOrder } from '../../diagnostics/codes/plm301-threshold-order.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { CheckDefinition } from '../../definitions/check.ts';
import type { Check } from '../../model/model.ts';
import type { Entry } from '../definitions.ts';
import type { Rule } from './rule.ts';

interface Quorum {
  readonly check: Check;
  readonly entry: Entry<CheckDefinition>;
  /** The checks of the environment, by id. */
  readonly checks: ReadonlyMap<string, Check>;
}

const checkQuorum = ({ check, entry, checks }: Quorum, report: Report): void => {
  const { subject, hosts } = check;
  if (subject.kind !== 'quorum') return;
  const { atLeast, warning, healthy } = subject;
  if (atLeast > hosts.length) report(quorumOutOfReach({ wanted: atLeast, members: hosts.length }, entry.locate(['quorum', 'atLeast'])));
  if (warning !== undefined && warning > hosts.length)
    report(quorumOutOfReach({ wanted: warning, members: hosts.length }, entry.locate(['quorum', 'warning'])));
  if (warning !== undefined && warning <= atLeast)
    report(thresholdOrder({ critical: String(atLeast), warning: String(warning), form: 'quorum' }, entry.locate(['quorum', 'warning'])));
  const members = new Set(checks.get(healthy)?.hosts);
  const missing = hosts.find((host) => !members.has(host));
  if (missing !== undefined) report(quorumOtherHosts({ healthy, host: missing }, entry.locate(['quorum', 'healthy'])));
};

export const quorumMembers: Rule = {
  name: 'quorum-members',
  check: ({ definitions, models }, report) => {
    for (const model of models) {
      const quorums = model.checks.filter(({ subject }) => subject.kind === 'quorum');
      const checks = new Map(quorums.length === 0 ? [] : model.checks.map((check) => [check.id, check]));
      for (const check of quorums) {
        const entry = definitions.checks.get(check.id);
        if (entry !== undefined) checkQuorum({ check, entry, checks }, report);
      }
    }
  },
};
