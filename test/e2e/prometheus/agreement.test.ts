import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { writeYaml } from '../../../src/emitters/yaml-writer.ts';
import { evaluate } from '../../../src/model/evaluate.ts';
import type { AlertLevel, Limits } from '../../../src/model/limits.ts';
import { emitAll } from '../../support/emit.ts';
import { limitsAndValue } from '../../support/limit-arbitraries.ts';
import { sampleCheck, sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { write } from '../../support/written.ts';

const seed = Number(process.env['PLIMSOLL_SEED'] ?? 20_260_923);
const cases = fc.sample(limitsAndValue, { numRuns: 600, seed });

const only = (limits: Limits, level: AlertLevel): Limits => {
  const other: AlertLevel = level === 'warning' ? 'critical' : 'warning';
  return limits.map((form) => ({ ...form, [other]: undefined }));
};

const id = (i: number): string => `case_${i}`;

const model = sampleModel({
  metrics: cases.map((_, i) => sampleMetric(id(i), { source: { dropFile: 'cases' } })),
  checks: cases.map(([limits], i) =>
    sampleCheck(`case-${i}x`, {
      hosts: ['worker1'],
      unknown: 'ignore',
      timing: { everyMs: 60_000, retryMs: 60_000, attempts: 1, forMs: 0 },
      subject: { kind: 'threshold', threshold: 'limits', metric: id(i), variants: [{ hosts: ['worker1'], limits }] },
    }),
  ),
});

interface Rule {
  readonly expr: string;
  readonly labels: { readonly check: string; readonly severity: AlertLevel };
}

const seriesValue = (value: number): string => (Number.isNaN(value) ? 'NaN' : String(value).replace('Infinity', 'Inf'));

/** promtool reads an expected value as a YAML float. */
const yamlNumber = (value: number): string =>
  Number.isFinite(value) ? JSON.stringify(value).replace(/^(-?\d+)e/, '$1.0e') : value > 0 ? '.inf' : '-.inf';

describeWith(['promtool'], `threshold semantics (seed ${seed})`, () => {
  test('of generated PromQL, run by promtool, are those of the evaluator for 600 limits and values', async () => {
    const rules: readonly Rule[] = parse(emitAll(prometheus, model).text('rules/backend.yaml')).groups.flatMap(
      (group: { readonly rules: readonly Rule[] }) => group.rules,
    );
    expect(rules.length).toBeGreaterThan(700);
    const tests = rules.map(({ expr, labels }) => {
      const index = Number(/\d+/.exec(labels.check)?.[0]);
      const [limits, value] = cases[index] ?? [[], Number.NaN];
      const fires = evaluate(only(limits, labels.severity), value) === labels.severity;
      const sample = `            - labels: '${id(index)}{host="worker1"}'\n              value: ${yamlNumber(value)}\n`;
      return `${writeYaml([{ expr, eval_time: '0s' }], '      ')}        exp_samples:${fires ? `\n${sample}` : ' []\n'}`;
    });
    const inputs = cases.map(([, value], i) => ({ series: `${id(i)}{host="worker1"}`, values: seriesValue(value) }));
    const text = `rule_files: []\nevaluation_interval: 1m\ntests:\n  - interval: 1m\n    input_series:\n${writeYaml(inputs, '      ')}    promql_expr_test:\n${tests.join('')}`;
    const directory = write([{ path: 'agreement_test.yaml', text }]);
    const { exitCode, all } = await execa(tool('promtool'), ['test', 'rules', 'agreement_test.yaml'], {
      cwd: directory,
      reject: false,
      all: true,
    });
    expect(all.slice(0, 2000)).toMatch(/^Unit Testing: {2}agreement_test.yaml\n {2}SUCCESS\s*$/);
    expect(exitCode).toBe(0);
  });

  test('see every kind of value', () => {
    const states = cases.map(([limits, value]) => evaluate(limits, value));
    for (const state of ['ok', 'warning', 'critical', 'unknown']) expect(states.filter((one) => one === state).length).toBeGreaterThan(5);
    expect(cases.some(([, value]) => value === Infinity)).toBe(true);
    expect(cases.some(([, value]) => value === -Infinity)).toBe(true);
  });

  test('of one level alone add up to those of both', () => {
    for (const [limits, value] of cases) {
      const critical = evaluate(only(limits, 'critical'), value);
      const warning = evaluate(only(limits, 'warning'), value);
      expect(evaluate(limits, value)).toBe(critical === 'ok' ? warning : critical);
    }
  });
});
