import { classWords } from '../classes.ts';
import type { Plan, PlanCounts } from '../plan.ts';

const counted = (count: number, one: string, many: string): readonly string[] =>
  count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];

/** The counts that matter at a glance, worst first. */
const countWords = ({
  goesSilent,
  removed,
  newlyPages,
  loosened,
  mixed,
  opaque,
  tightened,
  added,
  renamed,
}: PlanCounts): readonly string[] => [
  ...counted(goesSilent, 'can no longer wake anybody', 'can no longer wake anybody'),
  ...counted(newlyPages, 'newly pages', 'newly page'),
  ...counted(removed, 'removed', 'removed'),
  ...counted(loosened, 'loosened', 'loosened'),
  ...counted(mixed, 'goes both ways', 'go both ways'),
  ...counted(opaque, 'cannot be compared by its text', 'cannot be compared by their text'),
  ...counted(tightened, 'tightened', 'tightened'),
  ...counted(added, 'new', 'new'),
  ...counted(renamed, 'renamed', 'renamed'),
];

/** What a sleepy reviewer needs, in one line; it depends on the counts alone, never on what a report has room for. */
export const verdictLine = ({ counts, changes, class: worst }: Plan): string => {
  if (changes.length === 0) return 'no monitor changes';
  const words = countWords(counts);
  return `${words.length === 0 ? `${changes.length} ${changes.length === 1 ? 'definition says' : 'definitions say'} something else` : words.join(', ')} · ${worst}, ${classWords[worst]}`;
};
