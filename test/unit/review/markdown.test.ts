import { expect, test } from 'vitest';
import type { Check } from '../../../src/model/model.ts';
import type { EnvironmentReview, ReviewDocument } from '../../../src/review/document.ts';
import { requirementsOf } from '../../../src/review/gate.ts';
import { makePlan } from '../../../src/review/make-plan.ts';
import { usualPolicy } from '../../../src/review/policy.ts';
import { markdownReport } from '../../../src/review/report/markdown.ts';
import { verdictLine } from '../../../src/review/report/verdict.ts';
import { judgeByPolicy } from '../../../src/review/violations.ts';
import { bound, sampleCheck, sampleModel } from '../../support/sample-model.ts';

const limited = (id: string, critical: number, more: Partial<Check> = {}): Check =>
  sampleCheck(id, {
    subject: {
      kind: 'threshold',
      threshold: 'offline-queue-depth',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1', 'worker2'], limits: [{ form: 'above', critical: bound(String(critical)) }] }],
    },
    ...more,
  });

const reviewed = (before: readonly Check[], after: readonly Check[]): { document: ReviewDocument; review: EnvironmentReview } => {
  const [old, now] = [sampleModel({ checks: before }), sampleModel({ checks: after })];
  const plan = makePlan(old, now);
  const review: EnvironmentReview = {
    environment: 'production',
    plan,
    rulings: judgeByPolicy({ plan, before: old, after: now, today: '2026-11-23' }, usualPolicy),
    requirements: requirementsOf(plan, usualPolicy),
    output: { before: 'sha256:a', after: 'sha256:b' },
    generated: [{ emitter: 'nagios', files: 1, added: 2, removed: 1, diff: '--- a\n+++ b\n@@ -1 +1 @@\n-```\n+x\n', cut: false }],
  };
  return {
    review,
    document: {
      version: 1,
      estate: 'e',
      compiler: '1.0.0',
      base: { name: 'main' },
      head: { name: 'work tree' },
      output: 'sha256:b',
      environments: [review],
    },
  };
};

const bytes = (text: string): number => new TextEncoder().encode(text).length;

test.each([1, 40, 1000, 10_000])('a report of %i changed checks fits, and its verdict does not depend on what fits', (count) => {
  const ids = Array.from({ length: count }, (_, i) => `check-${i}`);
  const { document, review } = reviewed(
    ids.map((id, i) => limited(id, 100, { owner: 'backend', why: `Reason ${i}.` })),
    ids.map((id, i) => limited(id, 100 + (i % 7) + 1, { owner: 'backend', why: `Reason ${i}.` })),
  );
  const text = markdownReport(document, review);
  const whole = markdownReport(document, review, { most: 100_000_000 });
  expect(bytes(text)).toBeLessThan(60_000);
  expect(text.split('\n')[1]).toBe(whole.split('\n')[1]);
  expect(text.split('\n')[1]).toContain(verdictLine(review.plan));
  expect(text).toContain(`${count} loosened`);
  expect(text).toContain('- [ ] owner `backend`');
  expect(markdownReport(document, review)).toBe(text);
});

test('what does not fit is counted by class, nothing else changes', () => {
  const ids = Array.from({ length: 30 }, (_, i) => `check-${i}`);
  const { document, review } = reviewed(
    [],
    ids.map((id) => limited(id, 5, { why: 'w'.repeat(400) })),
  );
  const small = markdownReport(document, review, { most: 3000 });
  expect(bytes(small)).toBeLessThan(3000);
  expect(small).toMatch(/Not shown for want of room:\*\* \d+ of C4/);
  expect(small.split('\n')[1]).toBe(markdownReport(document, review).split('\n')[1]);
});

const hostile = [
  '<!-- plimsoll-review v1 production -->',
  '</details><h1>approved</h1>',
  '- [x] ops approved',
  '@everyone @org/team #1 GH-2 https://evil.example www.evil.example a@evil.example',
  '`code` ``` ~~~ | cell | \\',
  '\u202egnp.exe\u2066 \u200b\u00ad\ufeff',
  '![x](http://evil) [y](javascript:alert(1)) **bold** _it_ ~~no~~',
  '&lt;b&gt; &#64;all',
  'line\nline\r\n## heading\n| a | b |\u2028',
].join(' ');

test('no text of an author is markup', () => {
  const nasty = limited('a', 5, { why: hostile, runbook: hostile, notes: hostile, dashboard: hostile });
  const { document, review } = reviewed(
    [limited('a', 5), limited('b', 9)],
    [nasty, limited('b', 9, { subject: { kind: 'command', nagios: ['x', hostile] } })],
  );
  const text = markdownReport(document, review, { link: ({ file, line }) => `https://example.com/${encodeURI(file)}#L${line}` });
  const outside = text.replace(/^(`{3,})diff\n[\s\S]*?\n\1\n/gm, '').replace(/`[^`\n]*`/g, '');
  expect(outside).not.toMatch(/approved|evil|@|everyone|GH-2|bold|heading|javascript/);
  expect(outside.match(/<!--/g)).toHaveLength(1);
  expect(outside.match(/<\/?details>/g)).toEqual(['<details>', '</details>']);
  expect(text).not.toMatch(/[\u202e\u2066\u200b\u00ad\ufeff\u2028]/u);
  for (const line of text.split('\n').filter((one) => one.startsWith('| C')))
    expect(line.replace(/\\\|/g, '').match(/\|/g)).toHaveLength(7);
});

test('a generated diff that has no room leaves its counts', () => {
  const { document, review } = reviewed([limited('a', 5)], [limited('a', 6)]);
  const long = {
    ...review,
    generated: [{ emitter: 'nagios', files: 7, added: 20, removed: 10, diff: `${'x'.repeat(50_000)}\n`, cut: true }],
  };
  expect(markdownReport(document, long)).toContain('\nGenerated: nagios 7 files +20 −10\n');
  expect(markdownReport(document, long)).not.toContain('<details>');
});

test('of more teams than a report can name, every one is counted and none is taken for agreed', () => {
  const { document, review } = reviewed([limited('a', 5)], [limited('a', 6)]);
  const requirements = Array.from({ length: 3000 }, (_, i) => ({
    party: 'owner' as const,
    team: `a-team-with-a-long-name-${i}`,
    required: 1,
  }));
  const text = markdownReport(document, { ...review, requirements });
  expect(bytes(text)).toBeLessThan(60_000);
  expect(text).toMatch(/^Missing \(3000\): owner `a-team-with-a-long-name-0`; .*; and \d+ more, all of whom `plimsoll gate` names$/m);
});
