import type { Model, Team } from '../../model/model.ts';
import { alertName, type AlertSeverity, urgencyOf } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { escalationsOf } from '../escalation.ts';
import type { YamlMap } from '../yaml-writer.ts';
import { planCheck } from './plan-check.ts';
import type { Planning } from './planning.ts';
import { type Links, type Owned, ruleGroup } from './rules.ts';
import type { OwnedTest } from './test-batches.ts';

export interface Headed {
  readonly model: Model;
  readonly context: EmitContext;
}

export interface TeamWork extends Headed {
  readonly team: Team;
  readonly checks: readonly Owned['check'][];
  readonly planning: Planning;
  readonly evaluationMs: number;
  /** Write unit tests too. */
  readonly tested: boolean;
  /** Where unit tests find the rules, from their own folder. */
  readonly rulesPath: string;
  readonly links: Links;
}

/** One rule group as data: what writes it decides on files, objects or namespaces. */
export interface PlannedGroup {
  readonly name: string;
  readonly interval: string | undefined;
  readonly rules: readonly YamlMap[];
  /** To put at the start of the line where the group begins: its lines come from its check. */
  readonly mark: string;
  /** Tests of these rules; none when they are not asked for. */
  readonly tests: readonly OwnedTest[];
}

/** The groups of one team, one check at a time, so that what is written can be forgotten; none for checks Prometheus cannot see. */
export function* teamGroups(work: TeamWork): Iterable<PlannedGroup> {
  const { team, checks, context, planning, evaluationMs, links } = work;
  for (const check of checks) {
    const plan = planCheck(check, planning);
    if (plan.alerts.length === 0) continue;
    const owned = {
      check,
      alert: alertName(check.id),
      team,
      links,
      stepsOf: (severity: AlertSeverity) => escalationsOf(check, urgencyOf(check, severity), planning.teams).steps,
    };
    const tests = work.tested ? plan.tests().map((test) => ({ plan: test, owned })) : [];
    yield { ...ruleGroup(plan, owned, evaluationMs), mark: context.mark({ kind: 'checks', id: check.id }), tests };
  }
}
