import { expect, test } from 'vitest';
import { whatPieces, whoPieces } from '../../../src/review/report/cells.ts';
import type { Piece } from '../../../src/review/report/pieces.ts';
import { rowsOf } from '../../../src/review/report/rows.ts';
import { corpusFiles, reviewFiles } from '../../support/review-corpus.ts';
import { limited, reviewModels } from '../../support/review-document.ts';
import { sampleModel } from '../../support/sample-model.ts';

const words = (pieces: readonly Piece[]): string => pieces.map((piece) => ('ours' in piece ? piece.ours : piece.theirs)).join('');

/** A hundred and twenty checks that share what checks can: half one threshold, the others a group and the defaults. */
const crowd = (): Readonly<Record<string, string>> => {
  const base = corpusFiles();
  const same = ['plimsoll.yaml', 'teams/teams.yaml', 'schedules/schedules.yaml', 'inventory/groups/groups.yaml'];
  const lines = (text: (i: number) => string) => Array.from({ length: 60 }, (_, i) => `${text(i)}\n`).join('');
  const metric = 'why: Grows in the night., owner: backend, type: gauge, unit: tasks, range: 0.., from: { dropFile: queue }';
  return {
    ...Object.fromEntries(same.map((path) => [path, base[path] ?? ''])),
    'inventory/hosts/hosts.yaml': `${base['inventory/hosts/hosts.yaml']}${lines((i) => `one-${i}: { address: 192.0.2.${i + 100} }`)}`,
    'metrics/own.yaml': lines((i) => `own_${i}: { ${metric} }`),
    'metrics/shared.yaml': `queue_depth: { ${metric.replace('0..', '0..900k')} }\n`,
    'thresholds/_defaults.yaml': 'for: 5m\nabove: { warning: 10k, critical: 50k }\n',
    'thresholds/own.yaml': lines((i) => `own-${i}: { metric: own_${i}, why: The night is short., owner: backend }`),
    'thresholds/shared.yaml':
      'shared: { metric: queue_depth, why: The night is short., owner: backend, above: { warning: 1k, critical: 5k } }\n',
    'checks/_defaults.yaml':
      'owner: backend\nduring: nights\nnotify: { critical: ticket }\nwhy: Users miss thumbnails within an hour.\nevery: 1m\n',
    'checks/own.yaml': lines((i) => `own-${i}: { threshold: own-${i}, on: workers }`),
    'checks/shared.yaml': lines((i) => `shared-${i}: { threshold: shared, on: one-${i}, every: ${i + 61}s }`),
  };
};

const rowsAfter = async (file: string, from: string, to: string) => {
  const before = crowd();
  const text = before[file] ?? '';
  expect(text).toContain(from);
  const { document, diagnostics } = await reviewFiles(before, { ...before, [file]: text.replace(from, to) });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const plan = document?.environments[0]?.plan;
  return rowsOf(plan ?? { changes: [] })
    .filter(({ members: [{ kind }] }) => kind === 'checks')
    .map((row) => ({
      count: row.members.length,
      class: row.class,
      cause: row.cause,
      who: words(whoPieces(row)),
      what: words(whatPieces(row)),
    }));
};

test.each([
  ['a default', 'thresholds/_defaults.yaml', 'critical: 50k', 'critical: 80k', 'defaults thresholds/_defaults.yaml'],
  ['a default of how long', 'thresholds/_defaults.yaml', 'for: 5m', 'for: 9m', 'defaults thresholds/_defaults.yaml'],
  ['a default of who is told', 'checks/_defaults.yaml', 'critical: ticket', 'critical: chat', 'defaults checks/_defaults.yaml'],
  ['a threshold', 'thresholds/shared.yaml', 'critical: 5k', 'critical: 6k', 'thresholds shared'],
  ['a receiver of a team', 'teams/teams.yaml', 'backend@example.com', 'elsewhere@example.com', 'teams backend'],
  [
    'the members of a group',
    'inventory/hosts/hosts.yaml',
    'worker3: { address: 192.0.2.3, groups: [workers] }',
    'worker3: { address: 192.0.2.3 }',
    'groups workers',
  ],
  ['a schedule', 'schedules/schedules.yaml', "'20:00-08:00'", "'20:00-07:00'", 'schedules nights'],
  ['a metric', 'metrics/shared.yaml', 'range: 0..900k', 'range: 0..800k', 'metrics queue_depth'],
])('an edit of %s is one row, and says so', async (_, file, from, to, cause) => {
  const rows = await rowsAfter(file, from, to);
  expect(rows.map((row) => `${row.cause?.kind} ${row.cause?.id}`)).toEqual([cause]);
  expect(rows[0]?.count).toBeGreaterThanOrEqual(60);
  expect(rows[0]?.who).toMatch(/^(?:60|120) checks via .+: (?:own|shared)-0, /);
});

test('a value that its owner took back to the default is not laid to the default', async () => {
  const rows = await rowsAfter('checks/shared.yaml', 'on: one-3, every: 64s', 'on: one-3');
  expect(rows.map(({ count, cause, what }) => ({ count, cause, what }))).toEqual([
    { count: 1, cause: undefined, what: 'every: 1m4s → 1m' },
  ]);
});

const many = (count: number, factor: (i: number) => number, page: boolean) => {
  const ids = Array.from({ length: count }, (_, i) => `check-${i}`);
  const own = (id: string, i: number, critical: number) => {
    const check = limited(id, critical, { notify: { critical: page ? 'page' : 'ticket' } });
    return check.subject.kind === 'threshold' ? { ...check, subject: { ...check.subject, threshold: `own-${i}` } } : check;
  };
  const [before, after] = [ids.map((id, i) => own(id, i, 100)), ids.map((id, i) => own(id, i, 100 * factor(i)))];
  return rowsOf(reviewModels(sampleModel({ checks: before }), sampleModel({ checks: after })).review.plan);
};

test('forty changes that newly page stand alone; forty-one of a team are one row with the least, middle and greatest move', () => {
  expect(many(40, (i) => 0.5 + i / 100, true)).toHaveLength(40);
  const [row, ...others] = many(41, (i) => 0.5 + i / 100, true);
  expect(others).toEqual([]);
  expect(row?.members).toHaveLength(41);
  expect(row?.cause).toBeUndefined();
  expect(row?.ratios).toEqual({ min: 0.5, median: 0.7, max: 0.9 });
  expect(words(row === undefined ? [] : whatPieces(row))).toContain('×0.5 / ×0.7 / ×0.9 (least, middle, most)');
});

test('the worst come first, and among those the ones that reach most', () => {
  const rows = many(50, (i) => (i === 49 ? 0.5 : 2), true);
  expect(rows.map(({ class: worst, members }) => [worst, members.length])).toEqual([
    ['C4', 1],
    ['C3', 49],
  ]);
});
