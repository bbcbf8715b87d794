import { sortedBy } from '../../base/compare.ts';
import type { Diagnostic, Related, Severity } from '../diagnostic.ts';
import type { SourceTexts, Span } from '../span.ts';
import { printJson } from './json.ts';
import { arrange, type Merged } from './order.ts';
import { placesIn, type SpanPlace } from './place.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export interface SarifOptions {
  /** Version of Plimsoll. */
  readonly version: string;
  /** Leads from the repository to the estate. */
  readonly prefix?: string;
}

const uri = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const locationOf = ({ file, line, column, endLine, endColumn }: SpanPlace, prefix: string) => ({
  physicalLocation: {
    artifactLocation: { uri: uri(prefix + file) },
    region: { startLine: line, startColumn: column, endLine, endColumn },
  },
});

type Location = ReturnType<typeof locationOf>;

// No `helpUri`: the standard wants an absolute one (3.49.12), and the pages come with the package.
const rule = ({ code, slug, severity }: Diagnostic) => {
  const page = `docs/diagnostics/${code}.md`;
  return {
    id: code,
    name: slug,
    shortDescription: { text: slug.replaceAll('-', ' ') },
    help: {
      text: `See ${page}, or run: plimsoll explain ${code}`,
      markdown: `[${code} ${slug}](${page}), or run \`plimsoll explain ${code}\``,
    },
    defaultConfiguration: { level: levels[severity] },
  };
};

type Rule = ReturnType<typeof rule>;

/** One rule per code that occurs, sorted by code. */
const rulesOf = (arranged: readonly Merged[]): readonly Rule[] => {
  const byCode = new Map(arranged.map(({ diagnostic }) => [diagnostic.code, rule(diagnostic)]));
  return sortedBy(byCode.values(), ({ id }) => id);
};

const resultOf = (locate: (span: Span) => Location, rules: readonly Rule[]) => {
  const index = new Map(rules.map(({ id }, at) => [id, at]));
  const related = ({ span, label }: Related, at: number) => ({ id: at + 1, message: { text: label }, ...locate(span) });
  return ({ diagnostic, count }: Merged) => ({
    ruleId: diagnostic.code,
    ruleIndex: index.get(diagnostic.code),
    level: levels[diagnostic.severity],
    message: { text: `${diagnostic.message}\nwhy: ${diagnostic.why}\nhelp: ${diagnostic.help}` },
    ...(diagnostic.span === undefined ? {} : { locations: [locate(diagnostic.span)] }),
    ...(diagnostic.related.length === 0 ? {} : { relatedLocations: diagnostic.related.map(related) }),
    ...(count === 1 ? {} : { occurrenceCount: count }),
  });
};

/** SARIF 2.1.0, as code scanning services read it. */
export const renderSarif = (diagnostics: readonly Diagnostic[], texts: SourceTexts, { version, prefix = '' }: SarifOptions): string => {
  const arranged = arrange(diagnostics);
  const rules = rulesOf(arranged);
  const place = placesIn(texts);
  const locate = (span: Span) => locationOf(place(span), prefix);
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'plimsoll', version, rules } },
        columnKind: 'utf16CodeUnits',
        results: arranged.map(resultOf(locate, rules)),
      },
    ],
  });
};
