/** How the new side stands to the old one in one respect: the same, alerts for more, for less, or each for something the other does not. */
export type Relation = 'same' | 'more' | 'less' | 'both';

/** The relation of a whole from those of its parts. */
export const combine = (relations: Iterable<Relation>): Relation => {
  let result: Relation = 'same';
  for (const relation of relations) {
    if (relation === 'same' || relation === result) continue;
    result = result === 'same' ? relation : 'both';
  }
  return result;
};

/** From whether the new includes the old, and the old the new. */
export const relationOf = (newIncludesOld: boolean, oldIncludesNew: boolean): Relation => {
  if (newIncludesOld) return oldIncludesNew ? 'same' : 'more';
  return oldIncludesNew ? 'less' : 'both';
};

/** The relation seen from the other side. */
export const opposite = (relation: Relation): Relation => {
  switch (relation) {
    case 'more':
      return 'less';
    case 'less':
      return 'more';
    case 'same':
    case 'both':
      return relation;
  }
};

/** The relation of two quantities where a smaller one alerts for more: durations that must pass first. */
export const sooner = (before: number, after: number): Relation => (after === before ? 'same' : after < before ? 'more' : 'less');

const everyIn = <T>(some: Iterable<T>, all: ReadonlySet<T>): boolean => {
  for (const one of some) if (!all.has(one)) return false;
  return true;
};

/** The relation of two sets of names. */
export const setRelation = <T>(before: ReadonlySet<T>, after: ReadonlySet<T>): Relation =>
  relationOf(everyIn(before, after), everyIn(after, before));
