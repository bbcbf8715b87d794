import type { Team } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import type { AudienceOf } from './hearing.ts';
import type { IntervalText } from './time.ts';

export interface TellingPeriod {
  readonly name: string;
  readonly difference?: string;
}

/** What services are made of besides their check. */
export interface ServiceScope {
  readonly context: EmitContext;
  readonly teams: ReadonlyMap<string, Team>;
  readonly audienceOf: AudienceOf;
  readonly remindEveryMs: number;
  readonly interval: IntervalText;
  /** The time period in which a schedule's checks tell, and why it is not the one asked where Nagios cannot say that. */
  readonly periodOf: (schedule: string) => TellingPeriod;
}
