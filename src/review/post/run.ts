/** Which run of the code host's machinery a comment comes from. */
export interface Run {
  /** Full id of the commit that was looked at. */
  readonly head: string;
  /** They count up: a run and, when it is started again, its attempt. */
  readonly number: number;
  readonly attempt: number;
}

const pattern = /^<!-- plimsoll-run ([0-9a-f]{40}|[0-9a-f]{64}) (\d{1,12})\.(\d{1,6}) -->$/;

/** The second line of a comment, for the runs that come later. */
export const printRun = ({ head, number, attempt }: Run): string => `<!-- plimsoll-run ${head} ${number}.${attempt} -->`;

/** The run that a comment comes from. */
export const runOf = (body: string): Run | undefined => {
  const [, head, number, attempt] = pattern.exec(body.split('\n')[1] ?? '') ?? [];
  return head === undefined ? undefined : { head, number: Number(number), attempt: Number(attempt) };
};

export const isNewer = (a: Run, b: Run): boolean => a.number > b.number || (a.number === b.number && a.attempt > b.attempt);
