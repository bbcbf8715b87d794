import { parseDuration } from '../../model/duration.ts';
import type { Urgency } from '../../model/model.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import type { Options } from './options.ts';
import type { Pace } from './route-tree.ts';

const canonical = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : prometheusDuration(parseDuration(text) ?? 0);

const printed = (pace: {
  groupWait?: string | undefined;
  groupInterval?: string | undefined;
  repeatInterval?: string | undefined;
}): Pace => {
  const [wait, interval, repeat] = [pace.groupWait, pace.groupInterval, pace.repeatInterval].map(canonical);
  return {
    ...(wait === undefined ? {} : { wait }),
    ...(interval === undefined ? {} : { interval }),
    ...(repeat === undefined ? {} : { repeat }),
  };
};

/** The pace of all routes that have none of their own. */
export const commonPace = (options: Options): Pace => printed(options);

/** What an urgency has of its own; undefined for nothing. */
export const paceOf = ({ urgencies }: Options, urgency: Urgency): Pace | undefined => {
  const own = urgencies?.[urgency];
  return own === undefined ? undefined : printed(own);
};
