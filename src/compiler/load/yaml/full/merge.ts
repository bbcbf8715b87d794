import { mergeWithoutMap } from '../../../../diagnostics/codes/plm035-merge-without-map.ts';
import { type Context, spanOf } from './context.ts';
import type { Located, LocatedEntry } from './located.ts';

const kindOf = (node: Located): string => {
  if (node.items !== undefined) return 'a list of anything else';
  return node.value === null ? 'nothing' : 'a single value';
};

const sourcesOf = (source: Located, context: Context): readonly Located[] => {
  const candidates = source.items ?? [source];
  const maps = candidates.filter((node) => node.entries !== undefined);
  const wrong = candidates.find((node) => node.entries === undefined);
  if (wrong !== undefined) {
    const found = source.items === undefined ? kindOf(source) : 'a list of anything else';
    context.report(mergeWithoutMap({ found }, spanOf(context, wrong.start, wrong.end)));
  }
  return maps;
};

/** Adds to `entries` the keys of a merge key's maps that are not there yet: own keys win, then earlier maps. */
export const mergeInto = (entries: Map<string, LocatedEntry>, source: Located, context: Context): void => {
  for (const map of sourcesOf(source, context)) {
    for (const [key, entry] of map.entries ?? []) {
      if (!entries.has(key)) entries.set(key, entry);
    }
  }
};
