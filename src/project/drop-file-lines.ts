import { dropFileKey } from '../diagnostics/codes/plm467-drop-file-key.ts';
import { dropFileLine } from '../diagnostics/codes/plm466-drop-file-line.ts';
import { dropFileRepeats } from '../diagnostics/codes/plm469-drop-file-repeats.ts';
import { dropFileValue } from '../diagnostics/codes/plm468-drop-file-value.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Span } from '../diagnostics/span.ts';
import { wireRange } from '../emitters/ganglia/wire.ts';
import type { Metric } from '../model/model.ts';
import { plainNumber } from './drop-file-number.ts';

/** What the collector knows when it reads a drop file. */
export interface Reading {
  /** Name of the drop file, without `.drop`. */
  readonly name: string;
  /** Every metric that comes from a drop file, by key. */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly report: Report;
}

interface Line {
  /** One character per byte, as the collector sees it. */
  readonly bytes: string;
  /** The same as a person reads it. */
  readonly text: string;
  readonly span: (start: number, end?: number) => Span;
}

const longestLine = 255;
const keyAndSeparator = /^([A-Za-z_][A-Za-z0-9_.-]*)[ \t=]/;
const numberHelp = 'write digits with a dot, such as `-12.5` or `1e-05`, and nothing before or after them';

const lineProblem = ({ bytes }: Line): { readonly problem: string; readonly help: string } | undefined => {
  if (bytes.length > longestLine)
    return { problem: `it is longer than ${longestLine} bytes`, help: 'write a key, one blank and a number, nothing else' };
  if (keyAndSeparator.test(bytes)) return undefined;
  if (/^[ \t]/.test(bytes)) return { problem: 'it begins with a blank', help: 'begin the line with the key' };
  if (/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(bytes)) return { problem: 'there is no value', help: 'write a blank and the value after the key' };
  const help = 'begin with a key of letters, digits, `_`, `.` and `-`, then one blank, tab or `=`, then the number';
  return { problem: 'it does not begin with a key and one blank, tab or `=`', help };
};

const rangeText = ({ range: { low, high } }: Metric): string => `${low ?? ''}..${high ?? ''}`;

const fitsRange = (number: string, { range: { low, high } }: Metric): boolean =>
  // As numbers of a computer, which is how awk compares them.
  (low === undefined || Number(number) >= Number(low)) && (high === undefined || Number(number) <= Number(high));

const valueProblem = (number: string | undefined, metric: Metric): { readonly problem: string; readonly help: string } | undefined => {
  if (number === undefined) return { problem: 'is not a decimal number', help: numberHelp };
  if (metric.integer && number.includes('.')) return { problem: 'is not a whole number', help: 'round it, or leave out `integer`' };
  if (!fitsRange(number, metric)) {
    const range = rangeText(metric);
    return {
      problem: `is outside of its range, ${range}`,
      help: `write a value within ${range}, or change \`range\` where it is declared`,
    };
  }
  const [least, most] = wireRange(metric);
  if (Number(number) >= least && Number(number) <= most) return undefined;
  return { problem: 'is more than Ganglia can carry of its type', help: 'declare a wider `range` for the metric' };
};

const readKey = (key: string, line: Line, { name, metrics, report }: Reading): Metric | undefined => {
  const metric = metrics.get(key);
  const home = metric?.source.dropFile;
  if (metric !== undefined && home === name) return metric;
  const known = [...metrics.values()].flatMap(({ id, source }) => (source.dropFile === name ? [id] : []));
  report(dropFileKey({ key, file: name, known, ...(home === undefined ? {} : { home }) }, line.span(0, key.length)));
  return undefined;
};

/** One line's key and the number that would be sent; undefined when the line is refused, or holds nothing. */
const readLine = (line: Line, reading: Reading): readonly [key: string, number: string] | undefined => {
  if (line.bytes === '' || line.bytes.startsWith('#')) return undefined;
  const malformed = lineProblem(line);
  if (malformed !== undefined) {
    reading.report(dropFileLine(malformed, line.span(0)));
    return undefined;
  }
  const key = keyAndSeparator.exec(line.bytes)?.[1] ?? '';
  const metric = readKey(key, line, reading);
  if (metric === undefined) return undefined;
  const number = plainNumber(line.bytes.slice(key.length + 1));
  const problem = valueProblem(number, metric);
  if (problem !== undefined) reading.report(dropFileValue({ key, ...problem }, line.span(key.length + 1)));
  return problem === undefined && number !== undefined ? [key, number] : undefined;
};

const linesOf = (bytes: string, text: string, file: string): readonly Line[] => {
  const shown = text.split('\n');
  let offset = 0;
  return bytes.split('\n').map((raw, i) => {
    const own = shown[i] ?? '';
    const start = offset;
    offset += own.length + 1;
    return { bytes: raw, text: own, span: (from, to = own.length) => ({ file, start: start + from, end: start + Math.max(to, from) }) };
  });
};

/** The contents of a drop file as bytes and as text, and where it is. */
export interface DropFileText {
  readonly file: string;
  /** One character per byte. */
  readonly bytes: string;
  readonly text: string;
}

/** Lines of a drop file, as its cap counts them. */
export const countLines = (bytes: string): number => bytes.split('\n').length - (bytes.endsWith('\n') || bytes === '' ? 1 : 0);

/** The values that the collector would send of a drop file; what it would refuse is reported. */
export const readDropFile = (content: DropFileText, reading: Reading): ReadonlyMap<string, string> => {
  const values = new Map<string, string>();
  const places = new Map<string, Span>();
  const lines = linesOf(content.bytes, content.text, content.file);
  const last = lines.at(-1);
  for (const line of lines.slice(0, -1)) {
    const found = readLine(line, reading);
    if (found === undefined) continue;
    const [key, number] = found;
    const first = places.get(key);
    const span = line.span(0, key.length);
    if (first !== undefined) reading.report(dropFileRepeats({ key }, span, [{ span: first, label: 'written before here' }]));
    places.set(key, span);
    values.set(key, number);
  }
  if (last !== undefined && last.bytes !== '') {
    const help = 'end the file with a newline; without one, the collector takes the line for one that is still being written';
    reading.report(dropFileLine({ problem: 'the last one has no newline', help }, last.span(0)));
  }
  return values;
};
