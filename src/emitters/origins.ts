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

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const isSame = (a: Origin | undefined, b: Origin): boolean =>
  a?.id === b.id && a.kind === b.kind && a.field === b.field && a.host === b.host;

/** Marks live for one artifact's emission: memory does not grow with the estate. */
export const createMarks = (): Marks => {
  const origins: Origin[] = [];
  const mark = (origin: Origin): string => {
    // A check marks one object for each of its hosts, one after the other.
    if (!isSame(origins.at(-1), origin)) origins.push(origin);
    return `${fence}${origins.length - 1}${fence}`;
  };
  const trace = (marked: string): TracedText => {
    const [head = '', ...pieces] = marked.split(fence);
    const blocks: OriginBlock[] = [];
    const texts = [head];
    let line = countLines(head) + 1;
    for (let i = 0; i < pieces.length; i += 2) {
      const origin = origins[Number(pieces[i])];
      const body = pieces[i + 1] ?? '';
      invariant(origin, 'a mark without an origin');
      const lines = countLines(body);
      if (body !== '') blocks.push({ first: line, last: line + Math.max(lines - (body.endsWith('\n') ? 1 : 0), 0), origin });
      line += lines;
      texts.push(body);
    }
    return { text: texts.join(''), blocks };
  };
  return { mark, trace };
};
