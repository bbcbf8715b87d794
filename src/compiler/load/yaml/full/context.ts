import type { Report } from '../../../../diagnostics/diagnostic.ts';
import type { Span } from '../../../../diagnostics/span.ts';
import type { Located } from './located.ts';

/** What the conversion of one document carries along. */
export interface Context {
  readonly file: string;
  readonly text: string;
  readonly report: Report;
  /** By name, the value last anchored; `open` while that value is still being read. */
  readonly anchors: Map<string, Located | 'open'>;
  /** Values that aliases have stood for so far. */
  aliased: number;
  /** Maps and lists around the node at hand. */
  depth: number;
}

export const spanOf = (context: Context, start: number, end: number): Span => ({ file: context.file, start, end });
