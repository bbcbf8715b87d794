import { sortedBy } from '../../base/compare.ts';
import type { Diagnostic, Related, Severity } from '../diagnostic.ts';
import type { SourceTexts, Span } from '../span.ts';
import { placeOf, printJson } from './json.ts';
import { arrange, type Merged } from './order.ts';

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

export interface SarifOptions {
  /** Version of Plimsoll. */
  readonly version: string;
  /** Leads from the repository to the estate. */
  readonly prefix?: string;
}

const uri = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

const location = (span: Span, texts: SourceTexts, prefix: string) => {
  const { file, line, column, endLine, endColumn } = placeOf(span, texts);
  return {
    physicalLocation: {
      artifactLocation: { uri: uri(prefix + file) },
      region: { startLine: line, startColumn: column, endLine, endColumn },
    },
  };
};

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

const resultOf = (texts: SourceTexts, prefix: string, rules: readonly Rule[]) => {
  const related = ({ span, label }: Related, index: number) => ({
    id: index + 1,
    message: { text: label },
    ...location(span, texts, prefix),
  });
  return ({ diagnostic, count }: Merged) => ({
    ruleId: diagnostic.code,
    ruleIndex: rules.findIndex(({ id }) => id === diagnostic.code),
    level: levels[diagnostic.severity],
    message: { text: `${diagnostic.message}\nwhy: ${diagnostic.why}\nhelp: ${diagnostic.help}` },
    ...(diagnostic.span === undefined ? {} : { locations: [location(diagnostic.span, texts, prefix)] }),
    ...(diagnostic.related.length === 0 ? {} : { relatedLocations: diagnostic.related.map(related) }),
    ...(count === 1 ? {} : { occurrenceCount: count }),
  });
};

/** SARIF 2.1.0, as code scanning services read it. */
export const renderSarif = (diagnostics: readonly Diagnostic[], texts: SourceTexts, { version, prefix = '' }: SarifOptions): string => {
  const arranged = arrange(diagnostics);
  const rules = rulesOf(arranged);
  return printJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'plimsoll', version, rules } },
        columnKind: 'utf16CodeUnits',
        results: arranged.map(resultOf(texts, prefix, rules)),
      },
    ],
  });
};
