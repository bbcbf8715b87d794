import { codeSpan } from '../../base/markdown.ts';
import type { EnvironmentReview, ReviewDocument } from '../document.ts';
import type { Decision } from '../gate.ts';
import type { PlannedChange } from '../plan.ts';
import { hostsText, whatPieces, whoPieces, whyPieces } from './cells.ts';
import type { Piece } from './pieces.ts';
import { type Row, rowsOf } from './rows.ts';
import { receiverPieces } from './told.ts';
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

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

const gateWords = (decision: Decision | undefined): string => {
  switch (decision?.verdict) {
    case undefined:
      return '';
    case 'pass':
      return ' · gate: pass';
    case 'missing':
      return ` · gate: ${counted(decision.requirements.filter(({ met }) => !met).length, 'approval')} missing`;
    case 'violation':
      return ` · gate: BLOCKED, ${counted(decision.violations.length, 'violation')}`;
  }
};

interface Asked {
  readonly met: boolean;
  readonly text: string;
}

/** What the gate asks for is what counts; before it was asked, what the review says. */
const askedOf = (review: EnvironmentReview, decision: Decision | undefined): readonly Asked[] =>
  (decision?.requirements ?? review.requirements.map((one) => ({ ...one, by: [], met: false }))).map(
    ({ party, team, required, by: names, met }) => {
      const who = team === undefined ? party : `${party} ${codeSpan(team, 60)}`;
      const by = names.length === 0 ? '' : ` (${names.map((name) => codeSpan(name, 40)).join(', ')})`;
      return { met, text: `${who}${required === 1 ? '' : `, ${required} of them`}${by}` };
    },
  );

/** All in one paragraph; beyond the room for it the names are left out, never their number. */
const needsParagraph = (title: string, some: readonly Asked[], room: number): string => {
  if (some.length === 0) return '';
  const names: string[] = [];
  let size = 0;
  for (const { text } of some) {
    size += bytes(text) + 2;
    if (size <= room) names.push(text);
  }
  const more = some.length - names.length;
  const rest = more === 0 ? '' : `; and ${more} more, all of whom \`plimsoll gate\` names`;
  return `${title} (${some.length}): ${names.join('; ')}${rest}\n\n`;
};

/** Everybody who must agree: a line each, or where that would be a page, all in one paragraph. */
const needsSection = (review: EnvironmentReview, decision: Decision | undefined, most: number): string => {
  const asked = askedOf(review, decision);
  if (asked.length === 0) return '';
  const lines = asked.map(({ met, text }) => `- [${met ? 'x' : ' '}] ${text}\n`).join('');
  if (asked.length <= 60 && bytes(lines) <= most / 2) return `\n### Must agree\n\n${lines}`;
  const open = asked.filter(({ met }) => !met);
  const done = asked.filter(({ met }) => met);
  const missing = needsParagraph('Missing', open, most / 2);
  return `\n### Must agree\n\n${missing}${needsParagraph('Given', done, most / 2 - bytes(missing))}`;
};

/** Approvals that were given and do not count. */
const droppedSection = (decision: Decision | undefined, room: number): string => {
  const lines = (decision?.dropped ?? []).map(({ by, because }) => `- ${codeSpan(by, 40)}: ${codeSpan(because, cellMost)}\n`);
  return lines.length === 0 ? '' : `\n### Approvals that do not count\n\n${listed(lines, room)}`;
};

/** The first of a list, at most forty and as many as fit, and how many more there are. */
const listed = (lines: readonly string[], room: number): string => {
  let text = '';
  for (const [at, line] of lines.entries()) {
    if (at === 40 || bytes(text) + bytes(line) > room) return `${text}- and ${lines.length - at} more\n`;
    text += line;
  }
  return text;
};

const rulingsSection = ({ rulings: { violations, excused } }: EnvironmentReview, room: number): string => {
  const broken = violations.map(({ rule, message }) => `- ${rule}: ${codeSpan(message, cellMost)}\n`);
  const granted = excused.map(({ rule, message, because: { why, until } }) => {
    const end = until === undefined ? '' : ` until ${codeSpan(until, 20)}`;
    return `- ${rule}: ${codeSpan(message, cellMost)}, excused because ${codeSpan(why, cellMost)}${end}\n`;
  });
  return [
    broken.length === 0 ? '' : `\n### Violations\n\n${listed(broken, room / 2)}`,
    granted.length === 0 ? '' : `\n### Exceptions\n\n${listed(granted, room / 2)}`,
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
    print(whyPieces(row), 160),
  ];
  return `| ${cells.join(' | ')} |\n`;
};

const tableHead = '\n### Changes\n\n| class | monitor | what changes | hosts | told | why |\n| --- | --- | --- | --- | --- | --- |\n';

const resetsSection = ({ plan }: EnvironmentReview, room: number): string => {
  const reset = plan.changes.filter(({ resets }) => resets.length > 0);
  if (reset.length === 0) return '';
  const names: string[] = [];
  let size = 0;
  for (const { id, resets } of reset.slice(0, 20)) {
    const text = `${codeSpan(id, 80)} (${resets.map(({ daemon, because }) => `${daemon}: ${codeSpan(because, 80)}`).join('; ')})`;
    size += bytes(text) + 2;
    if (size > room) break;
    names.push(text);
  }
  const more = reset.length > names.length ? [`${names.length === 0 ? '' : 'and '}${reset.length - names.length} more`] : [];
  return `\n**Loses state on deploy** (pending and firing alerts, acknowledgements, downtimes): ${[...names, ...more].join(', ')}\n`;
};

/** A fence longer than any run of backticks in the text. */
const fenced = (text: string): string => {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}diff\n${text}${text.endsWith('\n') ? '' : '\n'}${fence}\n`;
};

const visible = (text: string): string =>
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|[\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, '?');

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

/** An emitter's name where a code span cannot stand. */
const plainName = (emitter: string): string => emitter.replace(/[^A-Za-z0-9-]/g, '_').slice(0, 40);

const generatedSummary = ({ generated }: EnvironmentReview): string =>
  generated
    .map(({ emitter, files, added, removed }) => `${plainName(emitter)} ${files} ${files === 1 ? 'file' : 'files'} +${added} −${removed}`)
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
    body += `${plainName(emitter)}${kept.length < text.length || cut ? ', the beginning' : ''}:\n\n${fenced(kept)}\n`;
  }
  return body === '' ? `\nGenerated: ${generatedSummary(review)}\n` : `${head}${body}${tail}`;
};

const revision = ({ commit, name }: ReviewDocument['base']): string => codeSpan(commit === undefined ? name : commit.slice(0, 12), 60);

const footer = ({ base, head, compiler, output }: ReviewDocument): string =>
  `\n<sub>base ${revision(base)} · head ${revision(head)} · output ${codeSpan(output, 80)} · plimsoll ${codeSpan(compiler, 20)}</sub>\n`;

/** As many rows as fit, worst first; how many are left out is said, with their classes. */
const table = (rows: readonly Row[], room: number, link: ReportOptions['link']): string => {
  if (rows.length === 0) return '';
  let text = '';
  let size = bytes(tableHead);
  for (const [at, row] of rows.entries()) {
    const line = rowText(row, link);
    size += bytes(line);
    if (size > room) return `${at === 0 ? '' : tableHead}${text}${leftOut(rows.slice(at))}`;
    text += line;
  }
  return `${tableHead}${text}`;
};

const leftOut = (rows: readonly Row[]): string => {
  const byClass = new Map<string, number>();
  for (const { class: worst, members } of rows) byClass.set(worst, (byClass.get(worst) ?? 0) + members.length);
  const words = [...byClass].map(([name, count]) => `${count} of ${name}`).join(', ');
  return `\n**Not shown for want of room:** ${words}. \`plimsoll diff\` shows them; the verdict and who must agree count them.\n`;
};

/** What is said of rows that are left out takes less, and so do headings. */
const reserve = 700;

/** The report of one environment in Markdown. The same document gives the same bytes. */
export const markdownReport = (document: ReviewDocument, review: EnvironmentReview, options: ReportOptions = {}): string => {
  const { decision, link, most = usualMost } = options;
  const title = `## Monitors, ${codeSpan(review.environment, 60)}: ${verdictLine(review.plan)}${gateWords(decision)}\n`;
  const foot = footer(document);
  const start = `${marker(review.environment)}\n${title}${needsSection(review, decision, most - 2 * reserve)}`;
  const whole = Math.max(0, most - bytes(start) - bytes(foot) - reserve);
  const head = `${start}${droppedSection(decision, whole / 8)}${rulingsSection(review, whole / 4)}`;
  const resets = resetsSection(review, whole / 8);
  const room = most - bytes(head) - bytes(resets) - bytes(foot) - reserve;
  const changes = table(rowsOf(review.plan), room, link);
  const generated = generatedSection(review, Math.min(room - bytes(changes), 20_000));
  return `${head}${changes}${resets}${generated}${foot}`;
};
