import type { SayingLayer } from '../compiler/provenance-chain.ts';
import type { ProvenanceFinder } from '../compiler/provenance.ts';
import type { Span } from '../diagnostics/span.ts';
import type { DefinitionKind, Origin } from '../model/model.ts';
import type { ValueSource } from './explain-types.ts';

/** Fields that follow from another one, or from what other definitions say, when nobody writes them. */
const derivedFrom: Readonly<Partial<Record<DefinitionKind, Readonly<Record<string, string>>>>> = {
  checks: { hosts: 'on', metric: 'threshold', retry: 'every', attempts: 'for', for: 'attempts' },
  groups: { hosts: '' },
  hosts: { groups: '' },
};

/** Where an effective value is decided, and by which of all that have a say. */
export interface Decided {
  readonly span: Span;
  readonly from: ValueSource;
  /** Weakest first. */
  readonly chain: readonly SayingLayer[];
  readonly winner?: SayingLayer;
}

export interface Deciding {
  readonly find: ProvenanceFinder['find'];
  readonly chain: (origin: Origin) => readonly SayingLayer[];
}

const isSame = (a: Span, b: Span): boolean => a.file === b.file && a.start === b.start;

/** A receiver is replaced whole. */
const whole = (origin: Origin): Origin => {
  const { kind, field = '' } = origin;
  return kind === 'teams' && field.startsWith('receivers.') ? { ...origin, field: field.split('.').slice(0, 2).join('.') } : origin;
};

/** Where the value an origin names is decided; undefined for a definition that does not exist. */
export const decidedAt = (origin: Origin, { find, chain: chainFor }: Deciding): Decided | undefined => {
  const direct = find(origin);
  if (direct === undefined) return undefined;
  const chain = chainFor(whole(origin));
  const winner = chain.find(({ span }) => isSame(span, direct.span)) ?? chain.at(-1);
  const said = winner === undefined ? { chain } : { chain, winner };
  if (winner?.key !== undefined) return { span: winner.span, from: 'derived', ...said };
  const source = direct.from === 'built-in' ? derivedFrom[origin.kind]?.[origin.field ?? ''] : undefined;
  const below = source === undefined ? undefined : find({ ...origin, field: source });
  return below === undefined || below.from === 'built-in' ? { ...direct, ...said } : { span: below.span, from: 'derived', ...said };
};
