import { isNewer, printRun, type Run, runOf } from './run.ts';

/** A comment as the code host has it. */
export interface PostedComment {
  readonly id: number;
  readonly author: string;
  readonly body: string;
}

/** The report of one environment, to be put where the last one stands. */
export interface Sticky {
  /** Ours; its first line finds the comment of the last run. */
  readonly report: string;
  /** Who posts: a comment of anybody else is not ours, whatever it says. */
  readonly author: string;
  readonly run: Run;
  /** Is there anything to say that nobody has heard? Without, no comment is begun. */
  readonly matters: boolean;
}

export type StickyAction =
  | { readonly kind: 'create'; readonly body: string }
  | { readonly kind: 'edit'; readonly id: number; readonly body: string }
  /** `newer`: a later run or commit was here, and what it wrote stays. */
  | { readonly kind: 'leave'; readonly because: 'same' | 'newer' | 'nothing' };

/** Code hosts may end lines their own way. */
const plain = (body: string): string => body.replaceAll('\r\n', '\n').trimEnd();

const firstLine = (body: string): string => body.split('\n')[0] ?? '';

const withoutRun = (body: string): string => {
  const [first = '', , ...rest] = body.split('\n');
  return [first, ...rest].join('\n');
};

/** The report with the run it comes from below its first line. */
export const withRun = (report: string, run: Run): string => {
  const [first = '', ...rest] = report.split('\n');
  return [first, printRun(run), ...rest].join('\n');
};

const isFrom = (author: string) => (one: PostedComment) => one.author.toLowerCase() === author.toLowerCase();

const reportLine = /^<!-- plimsoll-review v1 /;

/** Between runs of one commit their numbers decide; between commits, which one the code host calls the head. */
const isOlder = (run: Run, last: Run | undefined): boolean => last?.head === run.head && isNewer(last, run);

/** Has a later run of the same commit reported already, in any environment? */
export const isOvertaken = (comments: readonly PostedComment[], { author, run }: Pick<Sticky, 'author' | 'run'>): boolean =>
  comments.filter(isFrom(author)).some(({ body }) => reportLine.test(body) && isOlder(run, runOf(plain(body))));

/** What to do so that the pull request shows this report once. */
export const decideSticky = (comments: readonly PostedComment[], { report, author, run, matters }: Sticky): StickyAction => {
  const ours = comments
    .filter(isFrom(author))
    .map(({ id, body }) => ({ id, body: plain(body) }))
    .find(({ body }) => firstLine(body) === firstLine(report));
  const body = withRun(report, run);
  if (ours === undefined) return matters ? { kind: 'create', body } : { kind: 'leave', because: 'nothing' };
  const last = runOf(ours.body);
  if (isOlder(run, last)) return { kind: 'leave', because: 'newer' };
  const isSame = last?.head === run.head && withoutRun(ours.body) === withoutRun(plain(body));
  return isSame ? { kind: 'leave', because: 'same' } : { kind: 'edit', id: ours.id, body };
};
