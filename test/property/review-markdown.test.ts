import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Check, Team } from '../../src/model/model.ts';
import { markdownReport } from '../../src/review/report/markdown.ts';
import { hostileText, limited, reviewModels } from '../support/review-document.ts';
import { sampleModel } from '../support/sample-model.ts';

const team = (id: string): Team => ({
  id,
  name: id,
  members: ['kim'],
  receivers: { page: { kind: 'pagerduty', routingKeyFile: `/secrets/${id}` } },
  escalation: [],
});
const teams = ['backend', 'ops', 'search', 'storage', 'web'].map(team);

const side = (i: number): fc.Arbitrary<Check | undefined> =>
  fc
    .record({
      there: fc.integer({ min: 0, max: 9 }),
      limit: fc.integer({ min: 1, max: 4 }),
      owner: fc.constantFrom(...teams.map(({ id }) => id)),
      stage: fc.constantFrom('live' as const, 'live' as const, 'dark' as const),
      why: fc.constantFrom('Short.', 'long '.repeat(60), hostileText),
      page: fc.boolean(),
      argument: fc.option(fc.constantFrom('0', '1'), { nil: undefined, freq: 8 }),
    })
    .map(({ there, limit, owner, stage, why, page, argument }) =>
      there === 0
        ? undefined
        : limited(`check-${i}`, limit * 100, {
            owner,
            stage,
            why,
            notify: { critical: page ? 'page' : 'ticket' },
            ...(argument === undefined ? {} : { subject: { kind: 'command', nagios: ['x', argument] } }),
          }),
    );

const models = fc.integer({ min: 1, max: 120 }).chain((count) => {
  const checks = fc.tuple(...Array.from({ length: count }, (_, i) => side(i)));
  const model = checks.map((found) => sampleModel({ teams, checks: found.flatMap((one) => one ?? []) }));
  return fc.tuple(model, model);
});

const bytes = (text: string): number => new TextEncoder().encode(text).length;
const section = (text: string, title: string): string => text.split(`\n### ${title}\n`)[1]?.split('\n### ')[0] ?? '';

test('whatever is cut, a report fits, and verdict and approvers are those of the whole one', () => {
  fc.assert(
    fc.property(models, fc.integer({ min: 3500, max: 30_000 }), fc.boolean(), ([before, after], most, isGated) => {
      const { document, review, decision } = reviewModels(before, after);
      const options = isGated ? { decision } : {};
      const whole = markdownReport(document, review, { ...options, most: 10_000_000 });
      const cut = markdownReport(document, review, { ...options, most });
      expect(bytes(cut)).toBeLessThanOrEqual(most);
      expect(cut.split('\n').slice(0, 2)).toEqual(whole.split('\n').slice(0, 2));
      expect(section(cut, 'Must agree').match(/^- \[.*$/gm)).toEqual(section(whole, 'Must agree').match(/^- \[.*$/gm));
      expect(cut.match(/<sub>.*<\/sub>/)?.[0]).toBe(whole.match(/<sub>.*<\/sub>/)?.[0]);
      // Every row is shown or counted as not shown.
      const rows = (text: string) => text.split('\n').filter((line) => /^\| C\d/.test(line));
      const members = (row: string): number => Number(/^\| C\d \| (\d+) \w+/.exec(row)?.[1] ?? 1);
      const shown = rows(cut).reduce((sum, row) => sum + members(row), 0);
      const left = [...(/Not shown for want of room:\*\* (.*?)\. `/.exec(cut)?.[1] ?? '').matchAll(/(\d+) of C\d/g)];
      expect(shown + left.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(review.plan.changes.length);
      expect(rows(whole).slice(0, rows(cut).length)).toEqual(rows(cut));
      expect(cut.endsWith('</sub>\n')).toBe(true);
      expect((cut.match(/^<details>/gm) ?? []).length).toBe((cut.match(/^<\/details>/gm) ?? []).length);
    }),
    { numRuns: 120 },
  );
});
