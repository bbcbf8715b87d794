import type { AlertLevel, Limits } from '../model/limits.ts';
import type { Relation } from './relation.ts';

/** What is said of a value on either side, for people: `50000 tasks`, `page to Backend`; undefined where there is none. */
export interface Change {
  readonly before?: string | undefined;
  readonly after?: string | undefined;
}

/** The limits of some hosts on one side, for drawing. */
export interface DrawnLimits {
  readonly limits: Limits;
  readonly unit: string;
}

/**
 * One respect in which a check differs between two models, as a typed fact. `relation` says which way: `more` alerts for more,
 * sooner, on more hosts, to more people, at more hours.
 */
export type Facet =
  | (Change & {
      readonly kind: 'limits';
      readonly relation: Relation;
      /** Set when the values that alert lie on the other side now, or the units cannot be compared. */
      readonly isTurned: boolean;
      /** Set when only the values that hold a raised state differ. */
      readonly isHoldOnly: boolean;
      readonly threshold: string;
      readonly measure?: string;
      readonly hosts: readonly string[];
      /** Both sides as their authors wrote them, where that is known: `above: critical 50k`. */
      readonly written?: Change;
      readonly drawn: { readonly before: DrawnLimits; readonly after: DrawnLimits };
    })
  | (Change & {
      readonly kind: 'patience';
      readonly relation: Relation;
      readonly field: 'for' | 'every' | 'retry' | 'notifyAfter' | 'keepFor' | 'within' | 'staleAfter' | 'flapping';
    })
  | (Change & {
      readonly kind: 'hosts';
      readonly relation: Relation;
      readonly added: readonly string[];
      readonly removed: readonly string[];
    })
  | (Change & {
      readonly kind: 'receivers';
      readonly relation: Relation;
      readonly level: AlertLevel;
      /** Does somebody who was woken no longer get this, or get it more quietly? */
      readonly losesPage: boolean;
      readonly gainsPage: boolean;
      readonly lost: readonly string[];
      readonly gained: readonly string[];
    })
  | (Change & { readonly kind: 'hours'; readonly relation: Relation })
  | (Change & { readonly kind: 'stage'; readonly relation: Relation })
  | (Change & { readonly kind: 'members'; readonly relation: Relation })
  | (Change & { readonly kind: 'burn'; readonly relation: Relation })
  /** The same expression against another constant. */
  | (Change & { readonly kind: 'condition'; readonly relation: Relation })
  /** Is it told that there is no answer? */
  | (Change & { readonly kind: 'noAnswer'; readonly relation: Relation })
  | (Change & { readonly kind: 'dependencies'; readonly relation: Relation })
  /** What is looked at cannot be compared by its text: another expression, probe field, source. */
  | (Change & { readonly kind: 'opaque'; readonly relation: 'both'; readonly field: string })
  /** A program or argument that runs on a server or a monitored host. */
  | (Change & { readonly kind: 'executes'; readonly relation: 'both' })
  | (Change & { readonly kind: 'owner'; readonly relation: 'both' })
  /** Words that no state depends on: those for people, and the names by which the same hosts are called. */
  | (Change & {
      readonly kind: 'text';
      readonly relation: 'same';
      readonly field: 'why' | 'reasons' | 'runbook' | 'dashboard' | 'notes' | 'title' | 'on';
    })
  | (Change & { readonly kind: 'identity'; readonly relation: 'same' });

export type FacetOf<K extends Facet['kind']> = Extract<Facet, { kind: K }>;
