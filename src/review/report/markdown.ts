import { codeSpan } from '../../base/markdown.ts';
import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import type { Decision } from '../gate.ts';
import type { PlannedChange } from '../plan.ts';
import { hostsText, type Piece, receiverPieces, whatPieces, whoPieces } from './cells.ts';
import { type Row, rowsOf } from './rows.ts';
import { verdictLine } from './verdict.ts';

export interface ReportOptions {
  /** How far the approvals have come, where they are known. */
  readonly decision?: Decision;
  /** URL of a line, for a code host; nothing is linked without it. */
  readonly link?: (place: NonNullable<PlannedChange['place']>) => string;
  /** Most bytes of UTF-8. */
  readonly most?: number;
}

/** A code host refuses comments above 65,536 characters; half a report is worse than a shorter one. */
const usualMost = 60_000;

/** The first line, by which a later report finds the comment to edit. */
export const marker = (environment: string): string => `<!-- plimsoll-review v1 ${environment.replace(/[^A-Za-z0-9_.-]/g, '_')} -->`;

const bytes = (text: string): number => new TextEncoder().encode(text).length;

const cellMost = 240;

const print = (pieces: readonly Piece[], most = cellMost): string =>
  pieces.map((piece) => ('ours' in piece ? piece.ours : codeSpan(piece.theirs, most))).join('');

const gateWords = (decision: Decision | undefined): string => {
  switch (decision?.verdict) {
    case undefined:
      return '';
    case 'pass':
      return ' · gate: pass';
    case 'missing':
      return ` · gate: ${decision.requirements.filter(({ met }) => !met).length} approvals missing`;
    case 'violation':
      return ` · gate: BLOCKED, ${decision.violations.length} ${decision.violations.length === 1 ? 'violation' : 'violations'}`;
  }
};

interface Asked {
  readonly met: boolean;
  readonly text: string;
}

const askedOf = ({ requirements }: EnvironmentReview, decision: Decision | undefined): readonly Asked[] =>
  requirements.map(({ party, team, required }) => {
    const found = decision?.requirements.find((one) => one.party === party && one.team === team);
    const who = team === undefined ? party : `${party} ${codeSpan(team, 60)}`;
    const by = found === undefined || found.by.length === 0 ? '' : ` (${found.by.map((name) => codeSpan(name, 40)).join(', ')})`;
    return { met: found?.met === true, text: `${who}${required === 1 ? '' : `, ${required} of them`}${by}` };
  });

/** Everybody who must agree: a line each, or where that would be a page, all in one paragraph. Nobody is ever left out. */
const needsSection = (review: EnvironmentReview, decision: Decision | undefined): string => {
  const asked = askedOf(review, decision);
  if (asked.length === 0) return '';
  if (asked.length <= 60) return `\n### Must agree\n\n${asked.map(({ met, text }) => `- [${met ? 'x' : ' '}] ${text}\n`).join('')}`;
  const open = asked.filter(({ met }) => !met);
  const done = asked.filter(({ met }) => met);
  const paragraph = (title: string, some: readonly Asked[]): string =>
    some.length === 0 ? '' : `${title} (${some.length}): ${some.map(({ text }) => text).join('; ')}\n\n`;
  return `\n### Must agree\n\n${paragraph('Missing', open)}${paragraph('Given', done)}`;
};

/** The first of a list, and how many more there are. */
const listed = (lines: readonly string[]): readonly string[] =>
  lines.length <= 40 ? lines : [...lines.slice(0, 40), `- and ${lines.length - 40} more\n`];

const rulingsSection = ({ rulings: { violations, excused } }: EnvironmentReview): string => {
  const broken = listed(violations.map(({ rule, message }) => `- ${rule}: ${codeSpan(message, cellMost)}\n`));
  const granted = listed(
    excused.map(
      ({ rule, message, because }) =>
        `- ${rule}: ${codeSpan(message, cellMost)}, excused because ${codeSpan(because.why, cellMost)}${because.until === undefined ? '' : ` until ${because.until}`}\n`,
    ),
  );
  return [
    broken.length === 0 ? '' : `\n### Violations\n\n${broken.join('')}`,
    granted.length === 0 ? '' : `\n### Exceptions\n\n${granted.join('')}`,
  ].join('');
};

const rowText = (row: Row, link: ReportOptions['link']): string => {
  const [first] = row.members;
  const where = first.place !== undefined && link !== undefined ? ` [↗](${link(first.place)})` : '';
  const cells = [
    row.class,
    `${print(whoPieces(row), 80)}${where}`,
    print(whatPieces(row)),
    hostsText(row),
    print(receiverPieces(row), 120),
    codeSpan(first.why, 160),
  ];
  return `| ${cells.join(' | ')} |\n`;
};

const tableHead = '\n### Changes\n\n| class | monitor | what changes | hosts | told | why |\n| --- | --- | --- | --- | --- | --- |\n';

const resetsSection = ({ plan }: EnvironmentReview): string => {
  const reset = plan.changes.filter(({ resets }) => resets.length > 0);
  if (reset.length === 0) return '';
  const names = reset
    .slice(0, 20)
    .map(({ id, resets }) => `${codeSpan(id, 80)} (${resets.map(({ daemon, because }) => `${daemon}: ${because}`).join('; ')})`);
  const more = reset.length > names.length ? `, and ${reset.length - names.length} more` : '';
  return `\n**Loses state on deploy** (pending and firing alerts, acknowledgements, downtimes): ${names.join(', ')}${more}\n`;
};

/** A fence longer than any run of backticks in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}\n`;
};

const visible = (text: string): string => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}/gu, '?');

/** Whole lines from the start, as many as fit into `most` bytes. */
const firstLines = (text: string, most: number): string => {
  if (bytes(text) <= most) return text;
  let size = 0;
  let end = 0;
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', end)) {
    size += bytes(text.slice(end, next + 1));
    if (size > most) break;
    end = next + 1;
  }
  return text.slice(0, end);
};

const generatedSummary = ({ generated }: EnvironmentReview): string =>
  generated
    .map(({ emitter, files, added, removed }) => `${emitter} ${files} ${files === 1 ? 'file' : 'files'} +${added} −${removed}`)
    .join(' · ');

const generatedSection = (review: EnvironmentReview, room: number): string => {
  if (review.generated.length === 0) return '';
  const head = `\n<details><summary>Generated: ${generatedSummary(review)}</summary>\n\n`;
  const tail = '\n</details>\n';
  let body = '';
  for (const { emitter, diff, cut } of review.generated) {
    const share = Math.floor((room - bytes(head + tail)) / review.generated.length) - 200;
    const text = visible(diff);
    const kept = firstLines(text, share);
    if (kept === '') continue;
    body += `${emitter}${kept.length < text.length || cut ? ', the beginning' : ''}:\n\n${fenced(kept)}\n`;
  }
  return body === '' ? `\nGenerated: ${generatedSummary(review)}\n` : `${head}${body}${tail}`;
};

const revision = ({ commit, name }: ReviewDocument['base']): string => codeSpan(commit === undefined ? name : commit.slice(0, 12), 60);

const footer = ({ base, head, compiler }: ReviewDocument, { output }: EnvironmentReview): string =>
  `\n<sub>base ${revision(base)} · head ${revision(head)} · output ${codeSpan(output.after, 80)} · plimsoll ${codeSpan(compiler, 20)}</sub>\n`;

/** As many rows as fit, worst first; how many are left out is said, with their classes. */
const table = (rows: readonly Row[], room: number, link: ReportOptions['link']): string => {
  if (rows.length === 0) return '';
  const reserve = 300;
  let text = tableHead;
  let size = bytes(text);
  for (const [at, row] of rows.entries()) {
    const line = rowText(row, link);
    if (size + bytes(line) > room - reserve) return `${text}${leftOut(rows.slice(at))}`;
    text += line;
    size += bytes(line);
  }
  return text;
};

const leftOut = (rows: readonly Row[]): string => {
  const byClass = new Map<string, number>();
  for (const { class: worst, members } of rows) byClass.set(worst, (byClass.get(worst) ?? 0) + members.length);
  const words = [...byClass].map(([name, count]) => `${count} of ${name}`).join(', ');
  return `\n**Not shown for want of room:** ${words}. \`plimsoll diff\` shows them; the verdict and who must agree count them.\n`;
};

/** The report of one environment in Markdown. The same document gives the same bytes. */
export const markdownReport = (document: ReviewDocument, review: EnvironmentReview, options: ReportOptions = {}): string => {
  const { decision, link, most = usualMost } = options;
  const title = `## Monitors, ${codeSpan(review.environment, 60)}: ${verdictLine(review.plan)}${gateWords(decision)}\n`;
  const head = [marker(review.environment), '\n', title, needsSection(review, decision), rulingsSection(review)].join('');
  const tail = [resetsSection(review), footer(document, review)].join('');
  const room = most - bytes(head) - bytes(tail) - 1000;
  const changes = table(rowsOf(review.plan), room, link);
  const generated = generatedSection(review, Math.min(room - bytes(changes), 20_000));
  return `${head}${changes}${resetsSection(review)}${bytes(changes) + bytes(generated) <= room + 900 ? generated : ''}${footer(document, review)}`;
};
