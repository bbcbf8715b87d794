import { expect, test } from 'vitest';
import type { Check, Team } from '../../../src/model/model.ts';
import { hostsText, whatPieces, whyPieces } from '../../../src/review/report/cells.ts';
import { htmlReport } from '../../../src/review/report/html.ts';
import type { Piece } from '../../../src/review/report/pieces.ts';
import { type Row, rowsOf } from '../../../src/review/report/rows.ts';
import { receiverPieces } from '../../../src/review/report/told.ts';
import { limited, reviewModels } from '../../support/review-document.ts';
import { bound, sampleModel } from '../../support/sample-model.ts';

const words = (pieces: readonly Piece[]): string => pieces.map((piece) => ('ours' in piece ? piece.ours : piece.theirs)).join('');

const team = (id: string): Team => ({
  id,
  name: id,
  members: [],
  receivers: { page: { kind: 'email', address: `${id}@example.com` }, ticket: { kind: 'email', address: `${id}-desk@example.com` } },
  escalation: [],
});

const side = (critical: number, more: Readonly<Record<string, Partial<Check>>>) =>
  sampleModel({
    teams: ['a', 'b'].map(team),
    checks: Object.entries(more).map(([id, one]) => limited(id, critical, { why: `Why of ${id}.`, ...one })),
  });

const onlyRow = (before: ReturnType<typeof side>, after: ReturnType<typeof side>): Row => {
  const { plan } = reviewModels(before, after).review;
  const changes = plan.changes.map((change) => ({ ...change, cause: { kind: 'thresholds', id: 'depth' } }));
  const [row, ...others] = rowsOf({ changes });
  expect(others).toEqual([]);
  return row as Row;
};

const checks = {
  one: { owner: 'a', notify: { critical: 'ticket' } },
  three: { owner: 'b', notify: { critical: 'ticket' }, hosts: ['worker1'] },
  two: { owner: 'b', notify: { critical: 'ticket' } },
} as const satisfies Record<string, Partial<Check>>;

test('a row of checks that tell others names all who are told, and by how many', () => {
  const row = onlyRow(side(100, checks), side(200, checks));
  expect(words(receiverPieces(row))).toBe('ticket b (mail b-desk@example.com) by 2, ticket a (mail a-desk@example.com) by 1');
});

test('a row of checks with reasons of their own says whose reason it shows', () => {
  expect(words(whyPieces(onlyRow(side(100, checks), side(200, checks))))).toBe('of one: Why of one.');
});

test('hosts of several checks are those of each, or said to be added up', () => {
  expect(hostsText(onlyRow(side(100, checks), side(200, checks)))).toBe('5 added up');
  const { one, two } = checks;
  expect(hostsText(onlyRow(side(100, { one, two }), side(200, { one, two })))).toBe('2 each');
  expect(hostsText(onlyRow(side(100, { one }), side(200, { one })))).toBe('2');
});

test('a page names all who are told by a row, and says a shared change once', () => {
  const { document } = reviewModels(side(100, checks), side(200, checks));
  const html = htmlReport(document);
  expect(html).toContain('b-desk@example.com');
  expect(html.match(/limits: /g)).toHaveLength(html.match(/<figure>/g)?.length ?? 0);
});

test('a limit that moves to the other side of zero has no ratio', () => {
  const below = (value: string): Partial<Check> => ({
    ...checks.one,
    subject: {
      kind: 'threshold',
      threshold: 'depth',
      metric: 'offline_queue_depth',
      variants: [{ hosts: ['worker1'], limits: [{ form: 'above', critical: bound(value) }] }],
    },
  });
  const row = onlyRow(side(1, { one: below('-10'), two: below('-20') }), side(1, { one: below('10'), two: below('30') }));
  expect(row.ratios).toBeUndefined();
  expect(words(whatPieces(row))).not.toContain('×');
});
