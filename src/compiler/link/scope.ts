import type { Metric, Team } from '../../model/model.ts';
import type { LinkContext } from './context.ts';
import type { Inventory } from './inventory.ts';
import type { LinkedThreshold } from './thresholds.ts';

/** What a check may refer to, linked. */
export interface CheckScope {
  readonly context: LinkContext;
  readonly inventory: Inventory;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly teams: ReadonlyMap<string, Team>;
  readonly thresholds: ReadonlyMap<string, LinkedThreshold>;
}
