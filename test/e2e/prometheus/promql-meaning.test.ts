import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/promql/check.ts';
import { constantOf } from '../../../src/promql/constant.ts';
import { type Labels, labelState } from '../../../src/promql/labels.ts';
import { describeWith, tool } from '../../support/tools.ts';

const seed = Number(process.env['PLIMSOLL_SEED'] ?? 2042);

interface Claim {
  readonly expr: string;
  /** Series the expression must give, each with the value 1. */
  readonly series: readonly string[];
}

/** What promtool says against the claims, on two series that have every label. Series that cannot be matched claim nothing. */
const refuted = async (claims: readonly Claim[]): Promise<readonly string[]> => {
  const directory = mkdtempSync(join(tmpdir(), 'promql-'));
  try {
    const input_series = ['x', 'y'].map((name) => ({ series: `${name}{a="1",b="2",c="3"}`, values: '1' }));
    const promql_expr_test = claims.map(({ expr, series }) => ({
      expr,
      eval_time: '0s',
      exp_samples: series.map((labels) => ({ labels, value: 1 })),
    }));
    writeFileSync(join(directory, 'test.yaml'), JSON.stringify({ tests: [{ interval: '1m', input_series, promql_expr_test }] }));
    const { all } = await execa(tool('promtool'), ['test', 'rules', 'test.yaml'], { cwd: directory, reject: false, all: true });
    const complaints = all.split(/\n(?= *expr: )/).slice(1);
    expect(complaints.length > 0 || all.includes('SUCCESS'), all.slice(0, 500)).toBe(true);
    return complaints.filter((text) => !/err: (?:found duplicate series|multiple matches)/.test(text));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): readonly T[] => fc.sample(arbitrary, { seed, numRuns });
const join2 = (parts: readonly string[]): string => parts.join('');

const term = fc
  .tuple(fc.constantFrom('', '', '', '-', '+', '- '), fc.constantFrom('1', '2', '3', '0.5', '5.', '(2 - 4)', '1e1', '0x10', '010'))
  .map(join2);
const sums = fc
  .tuple(
    term,
    fc.array(fc.tuple(fc.constantFrom(' + ', ' - ', ' * ', ' / ', ' ^ ', '-', '^'), term).map(join2), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([first, rest]) => first + rest.join(''));

const valueOf = (text: string): number => {
  const { tree } = checkExpression(text);
  return (tree && constantOf(tree)) ?? Number.NaN;
};

const names = fc.constantFrom('a', 'b', 'c', 'd');
const list = fc.array(names, { maxLength: 2 }).map((labels) => `(${labels.join(', ')})`);
const { series } = fc.letrec<{ series: string }>((tie) => ({
  series: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom('x', 'y', 'x{a="1"}', 'y{b="2",d=""}', 'vector(1)', 'absent(z{a="7"})', 'absent_over_time(z{a="7",a="8"}[1m])'),
    fc
      .tuple(fc.constantFrom('sum', 'max', 'count'), fc.constantFrom(' by ', ' without '), list, tie('series'))
      .map(([op, by, on, of]) => `${op}${by}${on} (${of})`),
    tie('series').map((of) => `sum(${of})`),
    fc.tuple(list, tie('series')).map(([by, of]) => `topk by ${by} (1, ${of})`),
    fc.tuple(names, tie('series')).map(([name, of]) => `count_values("${name}", ${of})`),
    fc.tuple(tie('series'), names, names).map(([of, to, from]) => `label_replace(${of}, "${to}", "v$1", "${from}", "(.*)")`),
    fc.tuple(tie('series'), names).map(([of, to]) => `label_join(${of}, "${to}", "-", "a", "d")`),
    fc
      .tuple(tie('series'), fc.constantFrom('+', '*', '> bool', '<=', 'and', 'unless', 'or'), tie('series'))
      .map(([left, op, right]) => `(${left}) ${op} (${right})`),
    fc
      .tuple(
        tie('series'),
        fc.constantFrom('+', '*', '>='),
        fc.constantFrom('on', 'ignoring'),
        list,
        fc.constantFrom('', ' group_left', ' group_left (b)', ' group_left (d)', ' group_right (c)'),
        tie('series'),
      )
      .map(([left, op, on, by, side, right]) => `(${left}) ${op} ${on} ${by}${side} (${right})`),
    tie('series').map((of) => `abs(${of}) + 1`),
    tie('series').map((of) => `last_over_time((${of})[1m:1m])`),
    tie('series').map((of) => `vector(scalar(${of}))`),
  ),
}));

/** `of` grouped by one label, or something without labels when there is nothing. */
const claimsOf = (text: string, labels: Labels): readonly Claim[] =>
  ['a', 'b', 'c', 'd'].flatMap((name): readonly Claim[] => {
    const state = labelState(labels, name);
    if (state === 'dropped') return [{ expr: `group by (${name}) (${text}) or vector(1)`, series: ['{}'] }];
    const value = labels.fixed.get(name);
    if (value === undefined) return [];
    return [
      { expr: `group by (${name}) (${text}) unless on (${name}) label_replace(vector(1), "${name}", "${value}", "", "")`, series: [] },
    ];
  });

describeWith(['promtool'], 'what an expression means to us and to promtool', () => {
  test('operators group in the same way', async () => {
    const claims = sample(sums, 400).flatMap((text): readonly Claim[] => {
      const value = valueOf(text);
      const expr = `abs(vector(${text}) - (${value})) <= bool ${1e-9 * Math.abs(value) + 1e-9}`;
      return Number.isFinite(value) ? [{ expr, series: ['{}'] }] : [];
    });
    expect(claims.length).toBeGreaterThan(200);
    expect(await refuted(claims)).toEqual([]);
  });

  test('labels said to be lost are lost, and labels said to have a value have it', async () => {
    const texts = [...new Set(sample(series, 1200))].filter((text) => checkExpression(text).problems.length === 0);
    const claims = texts.flatMap((text) => claimsOf(text, checkExpression(text).labels));
    expect(claims.length).toBeGreaterThan(500);
    expect(await refuted(claims)).toEqual([]);
  });
});
