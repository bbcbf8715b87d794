import { mergeWithoutMap } from '../../../../diagnostics/codes/plm035-merge-without-map.ts';
import { type Context, spanOf } from './context.ts';
import type { Located, LocatedEntry } from './located.ts';

const kindOf = (source: Located): string => {
  if (source.items !== undefined) return 'a list with something else in it';
  return source.value === null ? 'nothing' : 'a single value';
};

const isMapOrReported = (node: Located): boolean => node.entries !== undefined || node.refused === true;

const sourcesOf = (source: Located, context: Context): readonly Located[] => {
  const candidates = source.items ?? [source];
  const wrong = candidates.find((node) => !isMapOrReported(node));
  if (wrong !== undefined) {
    const isWithin = wrong.start >= source.start && wrong.end <= source.end;
    const { start, end } = isWithin ? wrong : source;
    context.report(mergeWithoutMap({ found: kindOf(source) }, spanOf(context, start, end)));
  }
  return candidates;
};

/** Adds to `entries` the keys of a merge key's maps that are not there yet: own keys win, then earlier maps. */
export const mergeInto = (entries: Map<string, LocatedEntry>, source: Located, context: Context): void => {
  for (const map of sourcesOf(source, context)) {
    for (const [key, entry] of map.entries ?? []) {
      if (!entries.has(key)) entries.set(key, entry);
    }
  }
};
