import { notAReview } from '../../diagnostics/codes/plm503-not-a-review.ts';
import type { Host } from '../../host/host.ts';
import type { ReviewDocument } from '../../review/document.ts';
import { mostDocumentBytes, parseDocument } from '../../review/parse-document.ts';
import { type Got, got, refused } from './api.ts';

const textOf = (file: string, host: Host): { readonly text: string } | { readonly why: string } => {
  const seen = host.lookAt(file, mostDocumentBytes + 1);
  if (seen.kind !== 'file') return { why: seen.kind === 'missing' ? 'there is no such file' : 'it is no file that can be read' };
  if (seen.bytes > mostDocumentBytes) return { why: 'it is too large' };
  return { text: new TextDecoder().decode(seen.content) };
};

/** A review from a file that may come from anybody. */
export const readDocument = (file: string, host: Host): Got<ReviewDocument> => {
  const read = textOf(file, host);
  const document = 'why' in read ? read.why : parseDocument(read.text);
  return typeof document === 'string' ? refused(notAReview({ file, why: document })) : got(document);
};
