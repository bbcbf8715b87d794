import { unknownReference } from '../../diagnostics/codes/plm202-unknown-reference.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Definitions } from '../definitions.ts';

/** What linking one environment works with. */
export interface LinkContext {
  readonly definitions: Definitions;
  readonly environment: string;
  /** Every environment of the estate. */
  readonly environments: KnownIds;
  readonly report: Report;
}

/** Something named by id. */
export interface Reference {
  /** What is meant, as people call it: `team`, `host or group`. */
  readonly kind: string;
  readonly id: string;
  /** Where it is named: asked only when it leads nowhere. */
  readonly span: () => Span;
}

/** Ids that exist; those in `broken` were reported where they are defined. */
export interface KnownIds {
  has(id: string): boolean;
  keys(): Iterable<string>;
  readonly broken?: ReadonlySet<string>;
  readonly complete?: boolean;
}

/** True for an id whose definition may be there, but cannot be understood: that was reported, and naming it is no mistake. */
export const mayExist = (id: string, { broken, complete }: KnownIds): boolean => complete === false || broken?.has(id) === true;

/** True when `id` is among `known`; reported otherwise. */
export const exists = ({ kind, id, span }: Reference, known: KnownIds, report: Report): boolean => {
  if (known.has(id)) return true;
  if (!mayExist(id, known)) report(unknownReference({ kind, id, known: [...known.keys()] }, span()));
  return false;
};

/** One id or several, as a list. */
export const listOf = <T>(value: T | readonly T[] | undefined): readonly T[] => {
  if (value === undefined) return [];
  return isListOf(value) ? value : [value];
};

const isListOf = <T>(value: T | readonly T[]): value is readonly T[] => Array.isArray(value);
