import type { ChangeClass, Party } from './classes.ts';
import type { Facet } from './facet.ts';

/** Which way a change goes: `mixed` counts as loosened, `opaque` is what text alone cannot tell. */
export type Direction = 'none' | 'tightened' | 'loosened' | 'mixed' | 'opaque';

/** One agreement that a change needs: the party, and the team that is meant. */
export interface Need {
  readonly party: Party;
  /** Id of the team; absent for a party that is one for the whole estate. */
  readonly team?: string;
}

/** State that a daemon keeps by name and will lose: pending and firing alerts, acknowledgements, downtimes. */
export interface Reset {
  readonly daemon: 'nagios' | 'prometheus';
  readonly because: string;
}

export type ChangedKind = 'checks' | 'metrics' | 'hosts' | 'groups' | 'schedules' | 'teams' | 'settings';

/** What one definition's change does. */
export interface PlannedChange {
  readonly kind: ChangedKind;
  readonly id: string;
  /** The id before, for one that was renamed. */
  readonly was?: string;
  readonly action: 'added' | 'removed' | 'changed';
  readonly class: ChangeClass;
  readonly direction: Direction;
  readonly facets: readonly Facet[];
  readonly needs: readonly Need[];
  /** Hosts in scope; both 0 for what has none. */
  readonly hosts: { readonly before: number; readonly after: number };
  /** Who is told, at any level. */
  readonly receivers: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly pages: { readonly before: boolean; readonly after: boolean };
  readonly resets: readonly Reset[];
  readonly why: string;
  /** Team that answers for it; absent for what no team owns. */
  readonly owner?: string;
  /** Id of the definition that made the change where it is not this one: a threshold, a metric, a team, a schedule. */
  readonly cause?: { readonly kind: string; readonly id: string };
  /** Where it is written: in the proposal, or for what was removed in the base. Line and column count from 1. */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
}

/** The difference of two models of one environment, as data; every report is made from it. */
export interface Plan {
  readonly version: 1;
  readonly estate: string;
  readonly environment: string;
  /** The worst class of all changes. */
  readonly class: ChangeClass;
  /** Worst first, then by kind and id. */
  readonly changes: readonly PlannedChange[];
  readonly counts: PlanCounts;
  /** Everybody who must agree, each once. */
  readonly needs: readonly Need[];
}

export interface PlanCounts {
  readonly changed: number;
  readonly added: number;
  readonly removed: number;
  readonly renamed: number;
  readonly tightened: number;
  readonly loosened: number;
  readonly mixed: number;
  readonly opaque: number;
  /** Checks that can wake somebody and could not before. */
  readonly newlyPages: number;
  /** Checks that could wake somebody and no longer can. */
  readonly goesSilent: number;
  readonly resets: number;
}
