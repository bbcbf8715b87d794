import type { Check } from '../model/model.ts';

/** The checks of each team, in their order. */
export const byOwner = (checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> => {
  const owners = new Map<string, Check[]>();
  for (const check of checks) {
    const own = owners.get(check.owner);
    if (own === undefined) owners.set(check.owner, [check]);
    else own.push(check);
  }
  return owners;
};
