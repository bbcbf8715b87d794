import pc from 'picocolors';
import type { Diagnostic, Related, Severity } from '../diagnostic.ts';
import { positionOf, type SourceTexts, type Span } from '../span.ts';
import { codeFrame } from './code-frame.ts';
import { notesText } from './notes.ts';
import { arrange, capped, type Merged, summaryText } from './order.ts';
import { columnsOf, visible, visibleLines } from './visible.ts';

export interface HumanOptions {
  readonly color: boolean;
  /** Put before file names, so that they can be opened from where the user stands. */
  readonly prefix?: string;
  /** Notes are only counted, by code, in a closing paragraph that names the option which shows them. */
  readonly countNotes?: boolean;
}

/** More findings than this are counted, not shown. */
const limit = 50;
/** Column of the hint that stands to the right of the help. */
const hintColumn = 61;

interface Painter {
  readonly severity: (severity: Severity, text: string) => string;
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
}

const painter = (color: boolean): Painter => {
  const { red, yellow, cyan, bold, dim } = pc.createColors(color);
  const paint: Readonly<Record<Severity, (text: string) => string>> = { error: red, warning: yellow, info: cyan };
  return { severity: (severity, text) => paint[severity](text), bold, dim };
};

const placeText = (span: Span, texts: SourceTexts, prefix: string): string => {
  const { file, line, column } = positionOf(span, texts);
  return `${visible(prefix + file)}:${line}:${column}`;
};

/** `why:  ` or `help: ` before text; further lines stand under the first. */
const paragraph = (word: string, text: string): readonly string[] => {
  const [first = '', ...rest] = visibleLines(text);
  return [`  ${word.padEnd(5)} ${first}`, ...rest.map((line) => `        ${line}`.trimEnd())];
};

const withHint = (lines: readonly string[], hint: string): readonly string[] => {
  const last = lines.at(-1) ?? '';
  const gap = Math.max(2, hintColumn - columnsOf(last));
  return [...lines.slice(0, -1), `${last}${' '.repeat(gap)}${hint}`];
};

/** Renders findings against one set of texts. */
const renderer = (texts: SourceTexts, { color, prefix = '' }: HumanOptions) => {
  const paint = painter(color);
  const related = ({ span, label }: Related): readonly string[] => [
    `  ${visible(label)}: ${placeText(span, texts, prefix)}`,
    ...codeFrame(span, texts, { context: false, paint: paint.dim }),
  ];
  const place = ({ span, label, severity }: Diagnostic): readonly string[] => {
    if (span === undefined) return [];
    const options = { context: true, paint: (text: string) => paint.severity(severity, text), ...(label === undefined ? {} : { label }) };
    return [`  ${placeText(span, texts, prefix)}`, ...codeFrame(span, texts, options)];
  };
  return ({ diagnostic, count }: Merged): string => {
    const { code, slug, severity, message, why, help } = diagnostic;
    const times = count === 1 ? '' : ` (${count} times)`;
    const title = paint.severity(severity, paint.bold(`${severity}[${code}]`));
    return [
      `${title} ${slug}: ${paint.bold(visible(message))}${times}`,
      ...place(diagnostic),
      ...diagnostic.related.flatMap(related),
      ...paragraph('why:', why),
      ...withHint(paragraph('help:', help), paint.dim(`(plimsoll explain ${code})`)),
    ].join('\n');
  };
};

const isNote = ({ diagnostic }: Merged): boolean => diagnostic.severity === 'info';

/** The findings that are shown, and the line that sums up all of them; nothing for no findings. */
const inFull = (arranged: readonly Merged[], texts: SourceTexts, options: HumanOptions): readonly string[] => {
  if (arranged.length === 0) return [];
  const shown = capped(arranged, limit);
  const more = arranged.length > shown.length ? ` (the first ${shown.length} of ${arranged.length} are shown; --format json has all)` : '';
  return [...shown.map(renderer(texts, options)), `${summaryText(arranged)}${more}`];
};

/** Findings as a person reads them, ending in a summary; empty text for no findings. */
export const renderHuman = (diagnostics: readonly Diagnostic[], texts: SourceTexts, options: HumanOptions): string => {
  const arranged = arrange(diagnostics);
  const notes = options.countNotes === true ? arranged.filter(isNote) : [];
  const full = options.countNotes === true ? arranged.filter((one) => !isNote(one)) : arranged;
  const parts = [...inFull(full, texts, options), ...(notes.length === 0 ? [] : [notesText(notes)])];
  return parts.length === 0 ? '' : `${parts.join('\n\n')}\n`;
};
