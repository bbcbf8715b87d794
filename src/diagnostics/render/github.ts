import type { Diagnostic, Severity } from '../diagnostic.ts';
import type { SourceTexts, Span } from '../span.ts';
import { arrange } from './order.ts';
import { placesIn, type SpanPlace } from './place.ts';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

// Escapes of GitHub's workflow commands: data, and in properties the separators as well.
const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

const placeProperties = (span: Span | undefined, place: (span: Span) => SpanPlace, prefix: string): readonly string[] => {
  if (span === undefined) return [];
  const { file, line, column, endLine, endColumn } = place(span);
  // Columns are only accepted for an annotation of one line.
  const end = endLine === line && endColumn > column ? [`endColumn=${endColumn}`] : [];
  return [`file=${property(prefix + file)}`, `line=${line}`, `col=${column}`, ...end];
};

/** Workflow commands that put each finding beside its line in a pull request. `prefix` leads from the repository to the estate. */
export const renderGithub = (diagnostics: readonly Diagnostic[], texts: SourceTexts, prefix = ''): string => {
  const place = placesIn(texts);
  return arrange(diagnostics)
    .map(({ diagnostic }) => {
      const { code, slug, severity, message, why, help, span } = diagnostic;
      const properties = [...placeProperties(span, place, prefix), `title=${property(`${code} ${slug}`)}`];
      return `::${commands[severity]} ${properties.join(',')}::${data(`${message}\nwhy: ${why}\nhelp: ${help}`)}\n`;
    })
    .join('');
};
