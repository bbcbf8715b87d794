import type { Decision, Verdict } from '../gate.ts';

/** A mark on a commit that branch protection can ask for. */
export interface CommitStatus {
  readonly state: 'success' | 'failure' | 'pending' | 'error';
  readonly description: string;
}

/** The status that decides, by name. */
export const statusContext = 'plimsoll/review';

const states = { pass: 'success', missing: 'pending', violation: 'failure' } as const satisfies Record<Verdict, CommitStatus['state']>;

/** The worst of all environments. */
export const worstVerdict = (decisions: readonly Decision[]): Verdict => {
  const found = new Set(decisions.map(({ verdict }) => verdict));
  return found.has('violation') ? 'violation' : found.has('missing') ? 'missing' : 'pass';
};

const words = (decisions: readonly Decision[]): string => {
  const violations = decisions.reduce((sum, one) => sum + one.violations.length, 0);
  const open = decisions.reduce((sum, { requirements }) => sum + requirements.filter(({ met }) => !met).length, 0);
  if (violations > 0) return `${violations} ${violations === 1 ? 'violation' : 'violations'}`;
  return open > 0 ? `${open} ${open === 1 ? 'approval' : 'approvals'} missing` : 'pass';
};

/** The status of a decided review; it says which output was shown, so that approvals can be held against it later. At most 140 letters. */
export const statusOf = (decisions: readonly Decision[], output: string): CommitStatus => ({
  state: states[worstVerdict(decisions)],
  description: `${words(decisions)}, output ${output}`,
});

/** The digest that a status of ours speaks of. */
export const outputIn = (description: string): string | undefined => /, output (sha256:[0-9a-f]{64})$/.exec(description)?.[1];
