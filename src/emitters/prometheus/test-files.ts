import type { Artifact } from '../contract.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { writeYaml, type YamlMap } from '../yaml-writer.ts';
import { fileName, header } from './file-head.ts';
import type { Headed, TeamWork } from './team-groups.ts';
import { type Batch, batchesOf, type OwnedTest } from './test-batches.ts';
import { assertionsOf, inputsOf, type LaidOut, layOut, longestWait, sharedInputsOf } from './unit-test.ts';

const mostSteps = 4;
/** Coarser grids for long waits: a day is not tested minute by minute. */
const coarsest = 10_080;
const ladder = [1, 5, 30, 180, 1080];

const durationsOf = ({ plan, owned }: OwnedTest): readonly number[] => [longestWait(plan, owned), plan.lookbackMs].filter((ms) => ms > 0);

/** A test on a grid of evaluations no finer than `gridMs`. */
interface Gridded extends OwnedTest {
  readonly gridMs: number;
}

interface Memory {
  readonly evaluationMs: number;
  /** Evaluations that lie as far apart as this do not remember each other; 2.x and 3.x disagree on exactly this. */
  readonly lookbackMs: number;
}

const gridOf = (longest: number, evaluationMs: number, least = 0): number =>
  (ladder.find((factor) => factor * evaluationMs > least && longest / (factor * evaluationMs) <= mostSteps) ?? coarsest) * evaluationMs;

/** More evaluations than usual are made where an alert must remember the last one. */
const mostRemembered = 60;

const gridded = (test: OwnedTest, { evaluationMs, lookbackMs }: Memory): Gridded => {
  const longest = Math.max(0, ...durationsOf(test));
  const gridMs = gridOf(longest, evaluationMs);
  const { forgetful } = test.plan;
  if (forgetful === undefined || gridMs < lookbackMs) return { ...test, gridMs };
  if (evaluationMs < lookbackMs && longest / evaluationMs <= mostRemembered) return { ...test, gridMs: evaluationMs };
  return { ...test, plan: forgetful, gridMs: gridOf(longest, evaluationMs, lookbackMs) };
};

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b));

/** The coarsest grid on which every duration is whole, and no finer than `least`; as fine as that where a test must remember. */
const stepOf = (tests: readonly OwnedTest[], least: number): number =>
  tests.some(({ plan }) => plan.forgetful !== undefined)
    ? least
    : Math.max(
        least,
        tests.flatMap(durationsOf).reduce((common, ms) => commonDivisor(common, ms), 0),
      );

/** A list with a mark, written at once: what it is made of can be forgotten. */
const markedList = (mark: string, items: readonly YamlMap[]): string => (items.length === 0 ? '' : `${mark}${writeYaml(items, '      ')}`);

const listed = (key: string, lists: readonly string[]): readonly string[] =>
  lists.every((list) => list === '') ? [] : [`    ${key}:\n`, ...lists];

/** Pieces of the text of a batch. */
const writeBatch = ({ tests }: Batch, stepMs: number, { context }: Headed): readonly string[] => {
  const laid = tests.map(({ plan, owned }) => layOut(plan, owned, stepMs));
  const markOf = ({ owned }: LaidOut): string => context.mark({ kind: 'checks', id: owned.check.id });
  const written = new Set<string>();
  const isNew = ({ series }: YamlMap): boolean => typeof series === 'string' && !written.has(series) && written.add(series).size > 0;
  const inputs = laid.map((one) => markedList(markOf(one), [...inputsOf(one), ...sharedInputsOf(one).filter(isNew)]));
  const asserted = laid.map((one) => ({ mark: markOf(one), ...assertionsOf(one) }));
  return [
    `  - interval: ${prometheusDuration(stepMs)}\n`,
    ...listed('input_series', inputs),
    ...listed(
      'alert_rule_test',
      asserted.map(({ mark, texts }) => markedList(mark, texts)),
    ),
    ...listed(
      'promql_expr_test',
      asserted.map(({ mark, states }) => markedList(mark, states)),
    ),
  ];
};

const testFile = (tests: readonly OwnedTest[], gridMs: number, work: TeamWork): Artifact => {
  const { team, evaluationMs, context, rulesPath } = work;
  const stepMs = stepOf(tests, gridMs);
  const name = fileName(team.id);
  const own = context.mark({ kind: 'teams', id: team.id });
  const head = writeYaml({ rule_files: [rulesPath], evaluation_interval: prometheusDuration(stepMs) });
  const batches = batchesOf(tests).flatMap((batch) => [own, ...writeBatch(batch, stepMs, work)]);
  return {
    path: `tests/${name}${gridMs === evaluationMs ? '' : `_${prometheusDuration(gridMs)}`}_test.yaml`,
    text: [own, header(work, `Unit tests of the rules of team ${team.id}`), head, 'tests:\n', ...batches].join(''),
    mode: 0o644,
  };
};

/** promtool's unit tests of one team's rules, by how long their alerts take. */
export const testFiles = (tests: readonly OwnedTest[], work: TeamWork): readonly Artifact[] => {
  const byGrid = new Map<number, OwnedTest[]>();
  const memory = { evaluationMs: work.evaluationMs, lookbackMs: work.planning.lookbackMs };
  for (const test of tests.map((one) => gridded(one, memory))) {
    const list = byGrid.get(test.gridMs) ?? [];
    list.push(test);
    byGrid.set(test.gridMs, list);
  }
  return [...byGrid].sort(([a], [b]) => a - b).map(([grid, some]) => testFile(some, grid, work));
};
