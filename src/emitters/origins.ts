import { invariant } from '../base/invariant.ts';
import type { Origin } from '../model/model.ts';

/** Stands around the number of an origin in marked text; no artifact may contain it, since no text of an author can. */
const fence = '\u0001';

/** Lines `first` to `last` (counted from 1) come from the definition. */
export interface OriginBlock {
  readonly first: number;
  readonly last: number;
  readonly origin: Origin;
}

export interface TracedText {
  readonly text: string;
  readonly blocks: readonly OriginBlock[];
}

/** Hands out marks for origins and takes them out of finished text again. */
export interface Marks {
  mark(origin: Origin): string;
  trace(marked: string): TracedText;
}

/** Line ends in `text` from `start` to `end`. */
const countLines = (text: string, start: number, end: number): number => {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

export const isSameOrigin = (a: Origin | undefined, b: Origin): boolean =>
  a?.id === b.id && a.kind === b.kind && a.field === b.field && a.host === b.host;

/** Marks live for one artifact's emission: memory does not grow with the estate. */
export const createMarks = (): Marks => {
  const origins: Origin[] = [];
  const mark = (origin: Origin): string => {
    // A check marks one object for each of its hosts, one after the other.
    if (!isSameOrigin(origins.at(-1), origin)) origins.push(origin);
    return `${fence}${origins.length - 1}${fence}`;
  };
  const originAt = (digits: string): Origin => {
    const origin = origins[Number(digits)];
    invariant(origin, 'a mark without an origin');
    return origin;
  };
  const trace = (marked: string): TracedText => {
    const texts: string[] = [];
    const blocks: OriginBlock[] = [];
    let origin: Origin | undefined;
    let line = 1;
    for (let start = 0; start < marked.length;) {
      const fenced = marked.indexOf(fence, start);
      const end = fenced === -1 ? marked.length : fenced;
      if (end > start) {
        const lines = countLines(marked, start, end);
        const isWhole = marked.charCodeAt(end - 1) === 10;
        if (origin !== undefined) blocks.push({ first: line, last: line + Math.max(lines - (isWhole ? 1 : 0), 0), origin });
        line += lines;
        texts.push(marked.slice(start, end));
      }
      const closing = fenced === -1 ? end : marked.indexOf(fence, fenced + 1);
      if (closing > end) origin = originAt(marked.slice(end + 1, closing));
      start = closing + 1;
    }
    return { text: texts.join(''), blocks };
  };
  return { mark, trace };
};
