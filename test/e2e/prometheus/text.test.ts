import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { expand, printValue, type Text, toTemplate } from '../../../src/emitters/prometheus/text.ts';
import { writeYaml } from '../../../src/emitters/yaml-writer.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { hostileTexts } from '../../support/varied-model.ts';
import { write } from '../../support/written.ts';

const seed = Number(process.env['PLIMSOLL_SEED'] ?? 20_260_923);

/** Doubles, short decimals, and thirteen digits that end in 5: a tie for twelve. */
const numbers = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer().map((n) => n / 1000),
  fc.bigInt({ min: 10n ** 11n, max: 10n ** 12n - 1n }).map((n) => Number(n) * 10 + 5),
  fc.constantFrom(0, -0, 1e12, 999999999999, 1e-4, 1e-5, 123456789012.5, 0.30000000000000004, 1e21, Infinity, -Infinity),
);

const authored = fc.oneof(
  fc.constantFrom(...hostileTexts),
  fc
    .array(fc.constantFrom('{', '{{', '}}', '"', '`', '\\', '$value', ' ', 'é', '🚢', '-', '/*', "'", '\n'), { maxLength: 8 })
    .map((parts) => parts.join('')),
);

const texts: fc.Arbitrary<Text> = fc
  .tuple(authored, authored, authored)
  .map(([before, between, after]): Text => [
    before,
    { kind: 'value' },
    between,
    { kind: 'where', name: 'host' },
    { kind: 'label', name: 'host' },
    { kind: 'where', name: 'absent' },
    { kind: 'cases', name: 'host', cases: [{ values: ['a', 'b.c'], text: before }], otherwise: between },
    after,
  ]);

const cases = fc.sample(fc.tuple(numbers, texts, fc.constantFrom('a', 'b.c', 'd')), { numRuns: 400, seed });

describeWith(['promtool'], `texts with holes (seed ${seed})`, () => {
  test('are expanded by Prometheus to what the unit tests expect', async () => {
    const rules = cases.map(([, text], i) => ({
      alert: `A${i}`,
      expr: `x{case="${i}"} or vector(1) > 2`,
      annotations: { text: toTemplate(text) },
    }));
    const series = cases.map(([value, , host], i) => ({
      series: `x{case="${i}",host="${host}"}`,
      values: String(value)
        .replace('Infinity', 'Inf')
        .replace(/^0$/, Object.is(value, -0) ? '-0' : '0'),
    }));
    const alerts = cases.map(([value, text, host], i) => ({
      eval_time: '0s',
      alertname: `A${i}`,
      exp_alerts: [{ exp_labels: { case: String(i), host }, exp_annotations: { text: expand(text, { host }, printValue(value)) } }],
    }));
    const directory = write([
      { path: 'rules.yaml', text: writeYaml({ groups: [{ name: 'g', rules }] }) },
      {
        path: 'test.yaml',
        text: writeYaml({
          rule_files: ['rules.yaml'],
          evaluation_interval: '1m',
          tests: [{ interval: '1m', input_series: series, alert_rule_test: alerts }],
        }),
      },
    ]);
    const { all } = await execa(tool('promtool'), ['test', 'rules', 'test.yaml'], { cwd: directory, reject: false, all: true });
    expect(all.slice(0, 3000)).toMatch(/^Unit Testing: {2}test.yaml\n {2}SUCCESS\s*$/);
  });
});
