import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkExpression } from '../../../src/promql/check.ts';
import { injectMatchers } from '../../../src/promql/inject.ts';
import { promqlText, regexText } from '../../support/promql-expressions.ts';
import { promtoolVerdicts } from '../../support/promtool.ts';
import { describeWith } from '../../support/tools.ts';

const seed = Number(process.env['PLIMSOLL_SEED'] ?? 2042);

/** Kind `evaluation` is what promtool cannot see: it fails only when the rule runs. */
const refusal = (text: string): string | undefined => checkExpression(text).problems.find(({ kind }) => kind !== 'evaluation')?.message;

/** Expressions on which promtool and we disagree, with what each of us says. */
const disagreements = async (texts: readonly string[]): Promise<readonly string[]> => {
  const theirs = await promtoolVerdicts(texts);
  return texts.flatMap((text, i) => {
    const [promtool, ours] = [theirs[i], refusal(text)];
    return (promtool === undefined) === (ours === undefined)
      ? []
      : [`${text}\n  promtool: ${promtool ?? 'fine'}\n  ours: ${ours ?? 'fine'}`];
  });
};

const written = readFileSync(new URL('../../fixtures/promql/expressions.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '');

const texts = (arbitrary: fc.Arbitrary<string>, count: number): readonly string[] => [
  ...new Set(fc.sample(arbitrary, { seed, numRuns: count })),
];

describeWith(['promtool'], 'our verdict on PromQL and that of promtool', () => {
  test('agree on every expression of the collection', async () => {
    expect(await disagreements(written)).toEqual([]);
  });

  test('agree on expressions over several lines, with comments and odd spaces', async () => {
    const lines = [
      'foo # comment\n',
      'foo{ # c\n a="b" }',
      'foo{a="x\ny"}',
      'foo{a=`x\ny`}',
      'foo\t\r\n',
      'foo\u00a0',
      '\ufefffoo',
      'foo\v',
      '- # c\n 1',
      '',
      ' ',
      '# c',
    ];
    expect(await disagreements(lines)).toEqual([]);
  });

  test('agree on thousands of generated expressions', async () => {
    expect(await disagreements(texts(promqlText, 4000))).toEqual([]);
  });

  test('agree on generated regular expressions', async () => {
    const selectors = texts(regexText, 3000).map((text) => `{a=~${JSON.stringify(text)}}`);
    expect(await disagreements(selectors)).toEqual([]);
  });

  test('are the same before and after matchers are put in', async () => {
    const odd = 'a"b\\c\n`\u0000\u007fé\ufffd{$}';
    const valid = texts(promqlText, 1500).filter((text) => refusal(text) === undefined);
    const injected = valid.map(
      (text) =>
        injectMatchers(text, [
          { label: 'host', op: '=', value: odd },
          { label: 'check', op: '!~', value: 'x|y' },
        ]) ?? '(',
    );
    expect(await disagreements(injected)).toEqual([]);
    expect((await promtoolVerdicts(injected)).filter((verdict) => verdict !== undefined)).toEqual([]);
  });
});
