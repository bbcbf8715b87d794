import { expect, test } from 'vitest';
import { reviewText } from '../../../src/cli/views/review.ts';
import { githubAnnotations } from '../../../src/review/report/github.ts';
import { htmlReport } from '../../../src/review/report/html.ts';
import { humanReport } from '../../../src/review/report/human.ts';
import { markdownReport } from '../../../src/review/report/markdown.ts';
import { sarifReport } from '../../../src/review/report/sarif.ts';
import { hostileText, manyChanges, withEveryText } from '../../support/review-document.ts';

const { document, review, decision } = manyChanges();

const everywhere = (text: string) => {
  const whole = withEveryText(document, text);
  const [first] = whole.environments;
  if (first === undefined) throw new Error('no environment');
  return { document: whole, review: first, decision: withEveryText(decision, text) };
};

const hostile = everywhere(hostileText);
const harmless = everywhere('harmless words');

const markdownOf = (one: typeof hostile) => markdownReport(one.document, one.review, { decision: one.decision, most: 10_000_000 });

/** What is left of Markdown when code is taken out: fenced blocks first, as a renderer does, then spans. */
const skeleton = (markdown: string): string =>
  markdown.replace(/^(`{3,})diff\n[\s\S]*?\n\1\n/gm, 'FENCE\n').replace(/(?<!`)`(?!`)[^`\n]*`(?!`)/g, 'CODE');

test('the sample has a change of every kind that there is', () => {
  const kinds = new Set(review.plan.changes.flatMap(({ facets }) => facets.map(({ kind }) => kind)));
  expect([...kinds].toSorted()).toEqual(
    [
      'dependencies',
      'executes',
      'hosts',
      'hours',
      'identity',
      'limits',
      'opaque',
      'owner',
      'patience',
      'receivers',
      'stage',
      'text',
    ].toSorted(),
  );
  expect(new Set(review.plan.changes.map(({ action }) => action))).toEqual(new Set(['added', 'changed', 'removed']));
  expect(decision.dropped).not.toEqual([]);
});

test('in Markdown every word of an author stands in code, whatever it is', () => {
  const text = markdownOf(hostile);
  // The marker takes only letters and digits of an environment's name.
  const bare = skeleton(text.slice(text.indexOf('\n')));
  expect(bare).not.toMatch(/approved|evil|everyone|GH-2|bold|heading|javascript|LGTM|script|forged|alert\(/);
  expect(bare.match(/<[^>]*>/g)).toEqual(['<details>', '<summary>', '</summary>', '</details>', '<sub>', '</sub>']);
  expect(text.split('\n')[0]).toMatch(/^<!-- plimsoll-review v1 [A-Za-z0-9_.-]+ -->$/);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Default_Ignorable_Code_Point}/u);
});

test('in Markdown hostile text leaves the same shape as harmless text', () => {
  const shape = (one: typeof hostile) =>
    skeleton(markdownOf(one))
      .replace(/<!-- plimsoll-review v1 \S+ -->/, 'MARKER')
      .replace(/nagios|[A-Za-z_0-9-]{40}|harmless-words-\S+|harmless_words_n\d+/g, 'NAME');
  expect(shape(hostile)).toBe(shape(harmless));
});

test('every row of the table has its six cells', () => {
  const rows = markdownOf(hostile)
    .split('\n')
    .filter((line) => /^\| C\d/.test(line));
  expect(rows.length).toBe(review.plan.changes.length);
  for (const row of rows) expect(row.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(7);
});

test('annotations are one line each: no text starts another command', () => {
  const text = githubAnnotations([hostile.review], 'estate/');
  const lines = text.split('\n').filter((line) => line !== '');
  expect(lines.length).toBe(10);
  for (const line of lines) {
    expect(line).toMatch(/^::(?:warning|notice) file=[^,]+,line=\d+,title=[^,]+::/);
    expect(line).not.toMatch(/\r/);
  }
});

test('the report for a terminal holds nothing that a terminal would act on', () => {
  expect(humanReport(hostile.review, hostile.decision)).not.toMatch(
    /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|\p{Cf}|\p{Cs}|\p{Zl}|\p{Default_Ignorable_Code_Point}/u,
  );
});

test('SARIF and the page are what they are with any text', () => {
  expect(JSON.parse(sarifReport(hostile.document))).toMatchObject({ version: '2.1.0' });
  const page = htmlReport(hostile.document, [hostile.decision]);
  expect(page).not.toMatch(/<(?:script|img|iframe|a)\b/i);
  expect(page.match(/<\/body>/g)).toHaveLength(1);
});

test('the links of a report lead to lines of the code host and nowhere else', () => {
  const text = reviewText({ document: hostile.document, prefix: 'estate/', link: 'https://host.example/blob/main/' }, 'markdown');
  const links = [
    ...text
      .replace(/^(`{3,})diff\n[\s\S]*?\n\1\n/gm, '')
      .replace(/(?<!`)`(?!`)[^`\n]*`(?!`)/g, '')
      .matchAll(/\]\(([^)]*)\)/g),
  ].map(([, one]) => one);
  expect(links.length).toBe(review.plan.changes.length);
  for (const link of links) expect(link).toMatch(/^https:\/\/host\.example\/blob\/main\/estate\/[A-Za-z0-9%./-]*#L\d+$/);
});

test('the reports of many environments together fit a job summary', () => {
  const environments = Array.from({ length: 40 }, (_, i) => ({
    ...hostile.review,
    environment: `e${i}`,
    generated: [{ emitter: 'nagios', files: 1, added: 1, removed: 1, diff: 'x\n'.repeat(30_000), cut: false }],
  }));
  const text = reviewText({ document: { ...hostile.document, environments }, prefix: '' }, 'markdown');
  expect(new TextEncoder().encode(text).length).toBeLessThan(1024 * 1024);
  expect(text.match(/^## Monitors/gm)).toHaveLength(40);
});
