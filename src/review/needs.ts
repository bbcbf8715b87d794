import { sortedBy } from '../base/compare.ts';
import type { Need } from './plan.ts';

/** One party, as a word. */
export const needKey = ({ party, team }: Need): string => `${party} ${team ?? ''}`;

/** Each need once, in order of their names. */
export const uniqueNeeds = (needs: Iterable<Need>): readonly Need[] =>
  sortedBy(new Map([...needs].map((need) => [needKey(need), need])).values(), needKey);
