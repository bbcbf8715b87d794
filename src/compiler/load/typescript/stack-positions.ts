import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import type { BundleOutput } from '../../../host/host.ts';
import type { Span } from '../../../diagnostics/span.ts';

/** The text of a file of the estate, without its byte order mark. */
export type TextOf = (file: string) => string;

/** Finds the place in the estate that a stack trace from the sandbox points to, innermost first; its own files before packages. */
export type StackPositions = (stack: string) => Span | undefined;

const frame = /\bm(\d+)\.js:(\d+):(\d+)\)?$/gm;
const prefix = 'estate:';

/** Offset of a line and column, lines from 1, columns from 0, broken where esbuild breaks them. */
const offsetOf = (text: string, line: number, column: number): number => {
  const breaks = /\r\n|[\n\r\u2028\u2029]/g;
  let start = 0;
  for (let at = 1; at < line && breaks.exec(text) !== null; at += 1) start = breaks.lastIndex;
  return Math.min(start + column, text.length);
};

const spanAt = (file: string, text: string, start: number): Span => {
  const word = /^[\w$]+(?:\.[\w$]+)*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  return { file, start, end: Math.min(text.length, start + Math.max(1, word.length)) };
};

/** Positions through the modules' source maps, each of which is read when it is first asked for. */
export const stackPositions = ({ modules }: BundleOutput, textOf: TextOf): StackPositions => {
  const maps = [...modules.values()].map(({ map }) => map);
  const traces = new Map<number, TraceMap>();
  const traceOf = (index: number): TraceMap => {
    const trace = traces.get(index) ?? new TraceMap(maps[index] ?? '{"version":3,"sources":[],"names":[],"mappings":""}');
    traces.set(index, trace);
    return trace;
  };
  const spanOf = (index: number, line: number, column: number): Span | undefined => {
    const found = originalPositionFor(traceOf(index), { line, column });
    if (!found.source?.startsWith(prefix)) return undefined;
    const file = found.source.slice(prefix.length);
    const text = textOf(file);
    return spanAt(file, text, offsetOf(text, found.line, found.column));
  };
  return (stack) => {
    const places = [...stack.matchAll(frame)].map(([, index, line, column]) => [Number(index), Number(line), Number(column)] as const);
    const spans = places.flatMap(([index, line, column]) => spanOf(index, line, Math.max(0, column - 1)) ?? []);
    return spans.find(({ file }) => !file.includes('node_modules/')) ?? spans[0];
  };
};
