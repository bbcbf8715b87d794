import type { PlannedChange } from '../plan.ts';
import { joined, ours, type Piece, theirs } from './pieces.ts';
import type { Row } from './rows.ts';

type Receivers = PlannedChange['receivers'];

const isSameList = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((one, at) => one === b[at]);

/** Do all members tell the same, before and after? */
export const isToldAlike = ({ members }: Row): boolean => {
  const [{ receivers }] = members;
  return members.every((one) => isSameList(one.receivers.before, receivers.before) && isSameList(one.receivers.after, receivers.after));
};

const list = (names: readonly string[]): readonly Piece[] =>
  names.length === 0
    ? [ours('nobody')]
    : joined(
        names.map((name) => [theirs(name)]),
        ', ',
      );

/** Who is told before and after; of long lists only what is lost and gained. */
const alikePieces = ({ before, after }: Receivers): readonly Piece[] => {
  const lost = before.filter((one) => !after.includes(one));
  const gained = after.filter((one) => !before.includes(one));
  if (lost.length + gained.length === 0) return list(after);
  if (before.length <= 1 && after.length <= 1) return [...list(before), ours(' → '), ...list(after)];
  const kept = after.length - gained.length;
  return joined(
    [
      ...lost.map((one) => [ours('no longer '), theirs(one)]),
      ...gained.map((one) => [ours('now '), theirs(one)]),
      ...(kept === 0 ? [] : [[ours(`${kept} as before`)]]),
      ...(after.length === 0 ? [[ours('so nobody')]] : []),
    ],
    ', ',
  );
};

const words = { lost: 'no longer ', gained: 'now ', kept: '' } as const;

/** How many members of a row lose, gain and keep each receiver; in the order of the words. */
const tally = (members: Row['members']): ReadonlyMap<keyof typeof words, ReadonlyMap<string, number>> => {
  const counts = { lost: new Map<string, number>(), gained: new Map<string, number>(), kept: new Map<string, number>() };
  const count = (kind: keyof typeof words, one: string) => counts[kind].set(one, (counts[kind].get(one) ?? 0) + 1);
  for (const { before, after } of members.map(({ receivers }) => receivers)) {
    for (const one of before) count(after.includes(one) ? 'kept' : 'lost', one);
    for (const one of after) if (!before.includes(one)) count('gained', one);
  }
  return new Map([
    ['lost', counts.lost],
    ['gained', counts.gained],
    ['kept', counts.kept],
  ]);
};

/** More than this make a row that nobody reads. */
const mostTold = 6;

/** Who is told by how many members, those of most members first. */
const talliedPieces = (members: Row['members']): readonly Piece[] => {
  const silent = members.filter(({ receivers }) => receivers.after.length === 0).length;
  const told = [...tally(members)].flatMap(([kind, counts]) =>
    [...counts].toSorted(([, a], [, b]) => b - a).map(([one, by]) => [ours(words[kind]), theirs(one), ours(` by ${by}`)]),
  );
  const all = [...(silent === 0 ? [] : [[ours(`nobody by ${silent}`)]]), ...told];
  const more = all.length - mostTold;
  return joined([...all.slice(0, mostTold), ...(more > 0 ? [[ours(`and ${more} more`)]] : [])], ', ');
};

/** Who is told, for the cell of a row. */
export const receiverPieces = (row: Row): readonly Piece[] => {
  const [{ receivers, kind }] = row.members;
  if (kind !== 'checks') return [];
  return isToldAlike(row) ? alikePieces(receivers) : talliedPieces(row.members);
};
