import type { Approval } from '../gate.ts';

/** One review of a pull request, as the code host has it. */
export interface GivenReview {
  readonly by: string;
  readonly isBot: boolean;
  readonly state: string;
  /** The commit that was looked at. */
  readonly commit: string;
  /** ISO 8601 in UTC, so that texts compare as times do. */
  readonly at: string;
}

/** An output that was reported for a commit. */
export interface ReportedOutput {
  readonly output: string;
  readonly at: string;
}

/** States that settle what somebody thinks; a remark does not. */
const settling: ReadonlySet<string> = new Set(['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED']);

/** Those whose last word is that they agree. Programs do not count. */
export const standingApprovals = (reviews: readonly GivenReview[]): readonly GivenReview[] => {
  const last = new Map<string, GivenReview>();
  for (const review of reviews) if (settling.has(review.state)) last.set(review.by.toLowerCase(), review);
  return [...last.values()].filter(({ state, isBot }) => state === 'APPROVED' && !isBot);
};

/**
 * The output that somebody agreed to: the one that the report last named when they did. Who was faster than the first report is taken
 * to agree to what that one says.
 */
const outputOf = ({ at }: GivenReview, reported: readonly ReportedOutput[]): string | undefined => {
  const sorted = reported.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return (sorted.findLast((one) => one.at <= at) ?? sorted[0])?.output;
};

export interface Reported {
  /** What was reported for a commit, in any order. */
  readonly of: (commit: string) => readonly ReportedOutput[];
  readonly head: string;
  /** What is reported for the head now. */
  readonly output: string;
}

/** Approvals, each with the output it was given to. */
export const givenApprovals = (reviews: readonly GivenReview[], { of, head, output }: Reported): readonly Approval[] =>
  standingApprovals(reviews).map((review) => {
    const seen = outputOf(review, of(review.commit)) ?? (review.commit === head ? output : 'none that was reported');
    return { by: review.by, output: seen };
  });
