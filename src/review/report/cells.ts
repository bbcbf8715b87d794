import type { Facet } from '../facet.ts';
import type { PlannedChange } from '../plan.ts';
import { arrow, joined, ours, type Piece, theirs } from './pieces.ts';
import type { Row } from './rows.ts';
import { narrowed } from './word-change.ts';

const labels: Readonly<Record<Exclude<Facet['kind'], 'patience' | 'opaque' | 'text'>, string>> = {
  limits: 'limits',
  hosts: 'hosts',
  receivers: 'told',
  hours: 'hours',
  stage: 'stage',
  members: 'members',
  burn: 'burn rate',
  condition: 'condition',
  noAnswer: 'no answer',
  dependencies: 'held back by',
  executes: 'runs',
  owner: 'owner',
  identity: 'renamed',
};

/** What a facet is about. Only what the document's schema enumerates is ours. */
const labelOf = (facet: Facet): Piece => {
  switch (facet.kind) {
    case 'limits':
      return facet.measure === undefined ? ours(labels.limits) : theirs(facet.measure);
    case 'opaque':
      return theirs(facet.field);
    case 'patience':
    case 'text':
      return ours(facet.field);
    case 'receivers':
      return ours(`${facet.level} told`);
    default:
      return ours(labels[facet.kind]);
  }
};

const hostsNote = (facet: Facet, change: PlannedChange): readonly Piece[] =>
  facet.kind === 'limits' && facet.hosts.length > 0 && facet.hosts.length < change.hosts.after
    ? [ours(` on ${facet.hosts.length} of ${change.hosts.after} hosts`)]
    : [];

/** Of long lists of who is told, only what is lost and gained. */
const toldPieces = (before: string, after: string): readonly Piece[] => {
  const [old, now] = [before.split(', '), after.split(', ')];
  const list = (all: readonly string[], others: readonly string[]) =>
    all.filter((one) => !others.includes(one)).map((one) => [theirs(one)]);
  const [lost, gained] = [list(old, now), list(now, old)];
  const kept = now.length - gained.length;
  if (kept === 0) return arrow(before, after);
  return joined([
    ...(lost.length === 0 ? [] : [[ours('no longer '), ...joined(lost, ', ')]]),
    ...(gained.length === 0 ? [] : [[ours('now '), ...joined(gained, ', ')]]),
    [ours(`${kept} as before`)],
  ]);
};

/** One facet in words: what, from, to. The author's own words where they are known. */
export const facetPieces = (facet: Facet, change: PlannedChange): readonly Piece[] => {
  const { before, after } = facet.kind === 'limits' ? (facet.written ?? facet) : facet;
  if (facet.kind === 'receivers') return [labelOf(facet), ours(': '), ...toldPieces(before ?? 'nobody', after ?? 'nobody')];
  const isText = (facet.kind === 'text' || facet.kind === 'opaque') && before !== undefined && after !== undefined;
  const [old, now] = isText ? narrowed(before, after) : [before, after];
  return [labelOf(facet), ours(': '), ...arrow(old, now), ...hostsNote(facet, change)];
};

const times = (ratio: number): string => `×${ratio >= 10 ? Math.round(ratio) : Number(ratio.toPrecision(3))}`;

const actionWords = { added: 'new', removed: 'removed', changed: 'changed' } as const;

/** The facets of a change that are worth a line; texts only where nothing else is. */
const tellingFacets = ({ facets }: PlannedChange): readonly Facet[] => {
  const real = facets.filter(({ kind }) => kind !== 'text');
  return real.length > 0 ? real : facets;
};

/** More respects than this make a row that nobody reads. */
const mostFacets = 6;

const facetsText = (facets: readonly Facet[], change: PlannedChange): readonly Piece[] => {
  const more = facets.length > mostFacets ? [[ours(`and ${facets.length - mostFacets} more`)]] : [];
  return joined([...facets.slice(0, mostFacets).map((facet) => facetPieces(facet, change)), ...more]);
};

/** What changes, for the cell of a row. */
export const whatPieces = ({ members, isUniform, ratios }: Row): readonly Piece[] => {
  const [first] = members;
  if (first.action !== 'changed') return [ours(actionWords[first.action])];
  const facets = tellingFacets(first);
  if (members.length === 1 || isUniform) return facetsText(facets, first);
  const kinds = [...new Map(facets.map(labelOf).map((piece) => [JSON.stringify(piece), [piece]])).values()];
  const spread = ratios === undefined ? '' : ` ${times(ratios.min)} / ${times(ratios.median)} / ${times(ratios.max)} (least, middle, most)`;
  return [...joined(kinds, ', '), ours(`${spread}; for example: `), ...facetsText(facets, first)];
};

const causeWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    thresholds: 'threshold',
    metrics: 'metric',
    teams: 'team',
    groups: 'group',
    schedules: 'schedule',
    defaults: 'the defaults in',
    settings: 'the settings in',
  }),
);

/** Which monitors, for the cell of a row. */
export const whoPieces = ({ members, cause }: Row): readonly Piece[] => {
  const [first, ...others] = members;
  const name = first.kind === 'checks' ? [theirs(first.id)] : [ours(`${first.kind} `), theirs(first.id)];
  const was = first.was === undefined ? [] : [ours(' (was '), theirs(first.was), ours(')')];
  if (others.length === 0) return [...name, ...was];
  const via = cause === undefined ? [] : [ours(` via ${causeWords.get(cause.kind) ?? 'one edit,'} `), theirs(cause.id)];
  const some = others.slice(0, 2).flatMap(({ id }) => [ours(', '), theirs(id)]);
  return [ours(`${members.length} ${first.kind}`), ...via, ours(': '), ...name, ...some, ours(others.length > 2 ? ', …' : '')];
};

const sum = (members: readonly PlannedChange[], side: 'before' | 'after'): number =>
  members.reduce((total, { hosts }) => total + hosts[side], 0);

/** Why it is so; of several that say each its own, what one of them says. */
export const whyPieces = ({ members }: Row): readonly Piece[] => {
  const [{ id, why }] = members;
  if (why === '') return [];
  return members.every((one) => one.why === why) ? [theirs(why)] : [ours('of '), theirs(id), ours(': '), theirs(why)];
};

/** Hosts before and after. Of several members that differ they are added up, and a host of two checks counts twice. */
export const hostsText = ({ members }: Row): string => {
  const [first] = members;
  const isSame = members.every(({ hosts }) => hosts.before === first.hosts.before && hosts.after === first.hosts.after);
  const of = isSame ? [first] : members;
  const [before, after] = [sum(of, 'before'), sum(of, 'after')];
  if (before === 0 && after === 0) return '';
  const several = members.length === 1 ? '' : isSame ? ' each' : ' added up';
  return `${before === after ? after : `${before} → ${after}`}${several}`;
};
