import { sortedBy } from '../base/compare.ts';
import type { Team } from '../model/model.ts';
import { needKey } from './needs.ts';
import type { Need, Plan } from './plan.ts';
import { type Policy, requiredOf } from './policy.ts';
import type { Rulings, Violation } from './violations.ts';

/** Somebody agreed, to one output. */
export interface Approval {
  /** Name on the code host. */
  readonly by: string;
  /** Digest of the output that was agreed to. */
  readonly output: string;
}

/** What the code host says of a change. */
export interface Approvals {
  readonly version: 1;
  /** Everybody who wrote a part of it; nobody agrees to their own. */
  readonly authors: readonly string[];
  readonly approvals: readonly Approval[];
}

/** What is asked of one party. */
export interface Required extends Need {
  readonly required: number;
}

/** What is asked of one party, and how far it has come. */
export interface Requirement extends Required {
  /** Those who agreed and count, sorted. */
  readonly by: readonly string[];
  readonly met: boolean;
}

/** `pass`: may go; `missing`: somebody has still to agree; `violation`: may not go as it is. */
export type Verdict = 'pass' | 'missing' | 'violation';

export interface Decision {
  readonly verdict: Verdict;
  readonly requirements: readonly Requirement[];
  readonly violations: readonly Violation[];
  /** Approvals that do not count, and why. */
  readonly dropped: readonly { readonly by: string; readonly because: string }[];
}

/** Who must agree, and how many of each: the most that any change asks of them. */
export const requirementsOf = (plan: Plan, policy: Policy): readonly Required[] => {
  const found = new Map<string, Required>();
  for (const change of plan.changes)
    for (const need of change.needs) {
      const required = requiredOf(policy, change.class, need.party);
      const known = found.get(needKey(need));
      if (known === undefined || known.required < required) found.set(needKey(need), { ...need, required });
    }
  return sortedBy(found.values(), needKey).filter(({ required }) => required > 0);
};

interface Electorate {
  readonly policy: Policy;
  /** Teams of the base: who counts must not be the author's to say. */
  readonly teams: readonly Team[];
}

/** Team ids whose members speak for a party; undefined when any team does. */
const speakers = ({ party, team }: Need, { policy }: Electorate): readonly string[] | undefined => {
  switch (party) {
    case 'team':
      return undefined;
    case 'owner':
    case 'receiver':
      return team === undefined ? [] : [team];
    case 'ops':
      return policy.ops === undefined ? [] : [policy.ops];
    case 'security':
      return [policy.security ?? policy.ops ?? []].flat();
  }
};

const mayAgree = (need: Need, electorate: Electorate): ReadonlySet<string> => {
  const ids = speakers(need, electorate);
  return new Set(electorate.teams.filter(({ id }) => ids?.includes(id) ?? true).flatMap(({ members }) => members ?? []));
};

interface Counted {
  readonly valid: readonly string[];
  readonly dropped: Decision['dropped'];
}

const countedOf = ({ authors, approvals }: Approvals, output: string): Counted => {
  const wrote = new Set(authors.map((name) => name.toLowerCase()));
  const reason = ({ by, output: agreed }: Approval): string | undefined => {
    if (wrote.has(by.toLowerCase())) return 'nobody agrees to their own change';
    return agreed === output ? undefined : 'it was given to another output';
  };
  return {
    // A code host tells no names apart by case: one person is counted once.
    valid: sortedBy(
      new Map(approvals.filter((one) => reason(one) === undefined).map(({ by }) => [by.toLowerCase(), by])).values(),
      (by) => by,
    ),
    dropped: approvals.flatMap((one) => {
      const because = reason(one);
      return because === undefined ? [] : [{ by: one.by, because }];
    }),
  };
};

/** What a decision is made from. */
export interface Case {
  readonly plan: Plan;
  readonly rulings: Rulings;
  readonly approvals: Approvals;
  /** Digest of the output that this plan leads to. */
  readonly output: string;
}

/**
 * Decides whether a change may go. Only members of the base's teams count, never an author, and only for the output they have seen.
 * A party that nobody may speak for is never met.
 */
export const decide = ({ plan, rulings, approvals, output }: Case, electorate: Electorate): Decision => {
  const { valid, dropped } = countedOf(approvals, output);
  const requirements = requirementsOf(plan, electorate.policy).map((need): Requirement => {
    const allowed = new Set([...mayAgree(need, electorate)].map((name) => name.toLowerCase()));
    const by = valid.filter((name) => allowed.has(name.toLowerCase()));
    return { ...need, by, met: by.length >= need.required };
  });
  const isMet = requirements.every(({ met }) => met);
  const verdict: Verdict = rulings.violations.length > 0 ? 'violation' : isMet ? 'pass' : 'missing';
  return { verdict, requirements, violations: rulings.violations, dropped };
};
