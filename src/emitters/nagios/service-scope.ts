import type { Team } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';

/** What services are made of besides their check. */
export interface ServiceScope {
  readonly context: EmitContext;
  readonly teams: ReadonlyMap<string, Team>;
  readonly remindEveryMs: number;
  /** The time period in which a schedule's checks tell, for a schedule Nagios can say. */
  readonly periodOf: (schedule: string) => string;
}
