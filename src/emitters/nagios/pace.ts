import { invariant } from '../../base/invariant.ts';
import { parseDuration } from '../../model/duration.ts';
import { intervalLengthOf, type Options } from './options.ts';
import { intervalsOf, type IntervalText } from './time.ts';

/** How often is told, and how intervals are written. */
export interface Pace {
  readonly remindEveryMs: number;
  readonly interval: IntervalText;
}

export const paceOf = (options: Options): Pace => {
  const remindEveryMs = parseDuration(options.remindEvery);
  invariant(remindEveryMs !== undefined, 'the options were checked');
  return { remindEveryMs, interval: intervalsOf(intervalLengthOf(options)) };
};
