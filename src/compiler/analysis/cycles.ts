/**
 * Every circle that `next` leads into, once each, as ids from its least member back to it: `['a', 'b', 'a']`. Ids that lead
 * nowhere are passed over.
 */
export const findCycles = (ids: readonly string[], next: (id: string) => readonly string[]): readonly (readonly string[])[] => {
  const state = new Map<string, 'open' | 'done'>();
  const cycles = new Map<string, readonly string[]>();
  const visit = (start: string): void => {
    const path: { readonly id: string; readonly rest: string[] }[] = [];
    const open = (id: string): void => {
      state.set(id, 'open');
      path.push({ id, rest: [...next(id)] });
    };
    open(start);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const id = top.rest.shift();
      if (id === undefined) {
        state.set(top.id, 'done');
        path.pop();
      } else if (state.get(id) === undefined) open(id);
      else if (state.get(id) === 'open') keep(path.map((step) => step.id).slice(path.findIndex((step) => step.id === id)));
    }
  };
  const keep = (members: readonly string[]): void => {
    const least = members.reduce((a, b) => (a < b ? a : b));
    const at = members.indexOf(least);
    const turned = [...members.slice(at), ...members.slice(0, at), least];
    cycles.set(turned.join(' '), turned);
  };
  for (const id of ids) if (state.get(id) === undefined) visit(id);
  return [...cycles.values()];
};
