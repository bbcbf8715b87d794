import { compareText } from '../base/compare.ts';
import type { Model } from '../model/model.ts';
import type { Plan, PlannedChange } from './plan.ts';
import type { Exception, Policy, RuleName } from './policy.ts';

/** A rule or budget of the policy that a change breaks. */
export interface Violation {
  readonly rule: RuleName | 'checksPerChange' | 'hostsPerChange';
  /** Id of the check; absent where the change as a whole is meant. */
  readonly on?: string;
  readonly message: string;
}

/** A rule that is broken and need not be kept. */
export interface Excused extends Violation {
  readonly because: Exception;
}

export interface Rulings {
  readonly violations: readonly Violation[];
  /** Shown in every report: nothing is excused silently. */
  readonly excused: readonly Excused[];
}

type Rule = (change: PlannedChange, runbooks: ReadonlyMap<string, string | undefined>) => string | undefined;

/** Whatever else the change does: what cannot be compared beside a loosened limit is no reason for it. */
const isLooser = ({ facets }: PlannedChange): boolean =>
  facets.some(({ kind, relation }) => (kind === 'limits' || kind === 'condition') && (relation === 'less' || relation === 'both'));

const saysWhy = ({ facets }: PlannedChange): boolean =>
  facets.some((facet) => facet.kind === 'text' && (facet.field === 'why' || facet.field === 'reasons'));

const rules: Readonly<Record<RuleName, Rule>> = {
  pageNeedsRunbook: ({ id, kind, pages }, runbooks) =>
    kind === 'checks' && pages.after && runbooks.get(id) === undefined ? `\`${id}\` wakes somebody and names no runbook` : undefined,
  looserNeedsReason: (change) =>
    change.action === 'changed' && isLooser(change) && !saysWhy(change)
      ? `\`${change.id}\` is loosened, and no \`why\` says why`
      : undefined,
  newPageStartsDark: ({ id, action, pages }) =>
    action === 'added' && pages.after ? `\`${id}\` is new and wakes somebody: let it be dark first` : undefined,
};

const ruleNames = ['pageNeedsRunbook', 'looserNeedsReason', 'newPageStartsDark'] as const satisfies readonly RuleName[];

const broken = (plan: Plan, after: Model, policy: Policy): readonly Violation[] => {
  const runbooks = new Map(after.checks.map(({ id, runbook }) => [id, runbook]));
  return plan.changes.flatMap((change) =>
    ruleNames.flatMap((rule): readonly Violation[] => {
      const message = policy.rules[rule] ? rules[rule](change, runbooks) : undefined;
      return message === undefined ? [] : [{ rule, on: change.id, message }];
    }),
  );
};

/** Hosts on which a check is added, taken away or changed. */
const touchedHosts = (plan: Plan, before: Model, after: Model): number => {
  const changed = new Set(plan.changes.filter(({ kind }) => kind === 'checks').flatMap(({ id, was }) => [id, was ?? id]));
  return new Set([before, after].flatMap(({ checks }) => checks.filter(({ id }) => changed.has(id)).flatMap(({ hosts }) => hosts))).size;
};

const overBudget = (plan: Plan, before: Model, after: Model, { budgets }: Policy): readonly Violation[] => {
  const checks = plan.changes.filter(({ kind }) => kind === 'checks').length;
  const hosts = touchedHosts(plan, before, after);
  const over = (rule: 'checksPerChange' | 'hostsPerChange', count: number, what: string): readonly Violation[] => {
    const most = budgets[rule];
    return most === undefined || count <= most
      ? []
      : [{ rule, message: `the change touches ${count} ${what}, more than ${most}: split it` }];
  };
  return [...over('checksPerChange', checks, 'checks'), ...over('hostsPerChange', hosts, 'hosts')];
};

const exceptionFor = ({ rule, on }: Violation, { exceptions }: Policy, today: string): Exception | undefined =>
  exceptions.find((one) => one.rule === rule && one.on === on && (one.until === undefined || one.until >= today));

export interface Judged {
  readonly plan: Plan;
  readonly before: Model;
  readonly after: Model;
  /** `YYYY-MM-DD`: exceptions end. */
  readonly today: string;
}

/** Holds a plan against the rules and budgets of the base's policy. */
export const judgeByPolicy = ({ plan, before, after, today }: Judged, policy: Policy): Rulings => {
  const all = [...broken(plan, after, policy), ...overBudget(plan, before, after, policy)].toSorted((a, b) =>
    compareText(`${a.rule} ${a.on ?? ''}`, `${b.rule} ${b.on ?? ''}`),
  );
  const excused = all.flatMap((violation): readonly Excused[] => {
    const because = exceptionFor(violation, policy, today);
    return because === undefined ? [] : [{ ...violation, because }];
  });
  return { excused, violations: all.filter((violation) => exceptionFor(violation, policy, today) === undefined) };
};
