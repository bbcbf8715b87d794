import { codeSpan } from '../../base/markdown.ts';
import type { Origin } from '../../model/model.ts';
import type { ParityReport, ParityRow, Verdict } from './collect.ts';

/** Plain words: what Markdown or a code host would take for more is written as an entity. */
const plainWords = (text: string): string =>
  text
    .replace(/[\u0000-\u001f\u007f\u2028\u2029]+|\p{Cf}/gu, ' ')
    .replace(/[\\|<>[\]@&#!*~]|_(?!\w)|(?<!\w)_/g, (found) => `&#${found.charCodeAt(0)};`)
    .replace(/:\/\//g, '&#58;//');

/** A sentence of ours, in which what stands in backticks may come from an author. */
const inert = (sentence: string): string =>
  sentence
    .split('`')
    .map((part, at) => (at % 2 === 0 ? plainWords(part) : codeSpan(part, 200)))
    .join('');

interface Notes {
  /** Numbers of the reasons, in the order in which they first come. */
  readonly numberOf: (reason: string) => number;
  readonly all: () => readonly string[];
}

const createNotes = (): Notes => {
  const numbers = new Map<string, number>();
  return {
    numberOf: (reason) => {
      const known = numbers.get(reason) ?? numbers.size + 1;
      numbers.set(reason, known);
      return known;
    },
    all: () => [...numbers.keys()],
  };
};

const cell = ({ fidelity, because }: Verdict, { numberOf }: Notes): string =>
  [fidelity === 'absent' ? '-' : fidelity, ...because.map((reason) => `(${numberOf(reason)})`)].join(' ');

const isWhollyAbsent = ({ verdicts }: ParityRow): boolean => verdicts.every(({ fidelity }) => fidelity === 'absent');

interface Table {
  readonly kind: 'checks' | 'metrics';
  readonly rows: readonly ParityRow[];
  readonly backends: readonly string[];
}

/** Backends that have a word on any of the rows. */
const columnsOf = ({ rows, backends }: Table): readonly number[] =>
  backends.flatMap((_, at) => (rows.some(({ verdicts }) => verdicts[at]?.fidelity !== 'absent') ? [at] : []));

const tableText = (table: Table, notes: Notes, mark: (origin: Origin) => string): string => {
  const columns = columnsOf(table);
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const rows = table.rows.filter((row) => table.kind === 'checks' || !isWhollyAbsent(row));
  return [
    line([table.kind, ...columns.map((at) => table.backends[at] ?? '')]),
    line(['---', ...columns.map(() => '---')]),
    ...rows.map((row) => {
      const cells = columns.map((at) => cell(row.verdicts[at] ?? { fidelity: 'absent', because: [] }, notes));
      return `${mark({ kind: table.kind, id: row.id })}${line([`\`${row.id}\``, ...cells])}`;
    }),
  ].join('');
};

const words = ['exact', 'approximate', 'impossible'] as const;

const counted = (rows: readonly ParityRow[], at: number): readonly number[] =>
  words.map((word) => rows.filter(({ verdicts }) => verdicts[at]?.fidelity === word).length);

/** One line for each backend that has a word on any row. */
const summaryOf = ({ rows, backends, kind }: Table): string =>
  backends
    .flatMap((backend, at) => {
      const [exact = 0, approximate = 0, impossible = 0] = counted(rows, at);
      if (exact + approximate + impossible === 0) return [];
      return `- ${backend}, of ${rows.length} ${kind}: ${exact} exact, ${approximate} approximate, ${impossible} impossible\n`;
    })
    .join('');

/** The report for people: one row for each check, the reasons below, each said once. */
export const parityMarkdown = (report: ParityReport, mark: (origin: Origin) => string): string => {
  const { backends, environment, estate } = report;
  const notes = createNotes();
  const own = mark({ kind: 'settings', id: estate, field: 'targets' });
  const tables = (['checks', 'metrics'] as const)
    .map((kind): Table => ({ kind, rows: report[kind], backends }))
    .filter(({ rows }) => !rows.every(isWhollyAbsent));
  const title = { checks: '## Checks', metrics: '## Metrics' };
  const sections = tables.map((table) => `${own}\n${title[table.kind]}\n\n${tableText(table, notes, mark)}`);
  const reasons = notes.all().map((reason, i) => `${i + 1}. ${inert(reason)}\n`);
  return [
    `${own}# Parity of ${estate}, ${environment}\n\nHow faithfully each backend does what the definitions ask. `,
    'A number in brackets leads to what differs, or why it cannot be.\n\n',
    ...tables.map(summaryOf),
    ...sections,
    own,
    reasons.length === 0 ? '' : `\n## What differs\n\n${reasons.join('')}`,
  ].join('');
};

const verdictData = ({ fidelity, because }: Verdict) => ({ fidelity, because });

const rowData =
  (backends: readonly string[]) =>
  ({ id, verdicts }: ParityRow) => ({
    id,
    backends: Object.fromEntries(
      verdicts.flatMap((verdict, at) => (verdict.fidelity === 'absent' ? [] : [[backends[at] ?? '', verdictData(verdict)]])),
    ),
  });

/** The same for programs: `{ version, estate, environment, checks: [{ id, backends: { NAME: { fidelity, because } } }], metrics }`. */
export const parityJson = (report: ParityReport, mark: (origin: Origin) => string): string => {
  const { estate, environment, backends } = report;
  const own = mark({ kind: 'settings', id: estate, field: 'targets' });
  const data = rowData(backends);
  const list = (kind: 'checks' | 'metrics'): string => {
    const rows = report[kind].map((row) => `${mark({ kind, id: row.id })}    ${JSON.stringify(data(row))}`);
    return rows.length === 0 ? `  "${kind}": []` : `  "${kind}": [\n${rows.join(',\n')}\n${own}  ]`;
  };
  const head = `${own}{\n  "version": 1,\n  "estate": ${JSON.stringify(estate)},\n  "environment": ${JSON.stringify(environment)},\n`;
  return `${head}${list('checks')},\n${list('metrics')}\n}\n`;
};
