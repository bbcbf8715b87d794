import { spawnSync } from 'node:child_process';
import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { writeYaml, type YamlMap } from '../../../src/emitters/yaml-writer.ts';
import { evaluate, type State } from '../../../src/model/evaluate.ts';
import type { Check, Metric } from '../../../src/model/model.ts';
import { emitAll } from '../../support/emit.ts';
import { batchLimits, installPlugin } from '../../support/nagios-plugin.ts';
import { sampleCheck, sampleMetric, sampleModel, unit } from '../../support/sample-model.ts';
import { sequence, type Sequence, type Step } from '../../support/sequence-arbitraries.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { write } from '../../support/written.ts';

const seed = Number(process.env['PLIMSOLL_SEED'] ?? 20_260_923);
const sequences = fc.sample(sequence, { numRuns: 260, seed });
const longest = 12;

const shown = ({ limits, steps }: Sequence): string => `${batchLimits(limits)}: ${steps.map(String).join(' ')}`;

const statesOf = ({ limits, steps }: Sequence): readonly State[] => {
  let state: State = 'ok';
  return steps.map((value) => {
    state = value === undefined ? 'unknown' : evaluate(limits, value, state);
    return state;
  });
};

/** Ways by which a value reaches a rule, each with labels of its own to ignore. */
const kinds = ['direct', 'labelled', 'recorded', 'probe', 'node'] as const;
const kindOf = (i: number) => kinds[i % kinds.length] ?? 'direct';
const host = 'worker1';
const idOf = (i: number): string => `case-${i}x`;

const isDark = (i: number): boolean => i % 7 === 6;

const metrics = sequences.flatMap((_, i): Metric[] => {
  const id = `case_${i}`;
  if (kindOf(i) === 'direct') return [sampleMetric(id)];
  if (kindOf(i) === 'labelled') return [sampleMetric(id, { source: { prometheus: `${id}{job=~"a|b"}` } })];
  return kindOf(i) === 'recorded' ? [sampleMetric(id, { source: { prometheus: `${id} * 1` } })] : [];
});

const subjectOf = ({ limits }: Sequence, i: number): Check['subject'] => {
  const variants = [{ hosts: [host], limits }];
  const held = (measure: string, of: string) => [{ measure, threshold: 't', unit: unit(of), variants }];
  switch (kindOf(i)) {
    case 'probe':
      return { kind: 'probe', probe: 'http', fields: {}, thresholds: held('responseTime', 'seconds') };
    case 'node':
      return { kind: 'probe', probe: 'disk', fields: { path: `/${i}` }, thresholds: held('free', 'bytes') };
    default:
      return { kind: 'threshold', threshold: 't', metric: `case_${i}`, variants };
  }
};

const sample = sampleModel();
const model = sampleModel({
  teams: sample.teams
    .map((team) => ({ ...team, escalation: [{ afterMs: 900_000, team: 'night', urgency: 'page' as const }] }))
    .concat([{ id: 'night', name: 'Night', receivers: { page: { kind: 'email', address: 'night@example.com' } }, escalation: [] }]),
  metrics,
  checks: sequences.map((one, i) => {
    const forMs = i % 2 === 0 ? 0 : 180_000;
    const stage = isDark(i) ? 'dark' : 'live';
    const timing = { everyMs: 60_000, retryMs: 60_000, attempts: 1, forMs };
    return sampleCheck(idOf(i), { hosts: [host], timing, stage, subject: subjectOf(one, i) });
  }),
});

/** The series of one case; a labelled one comes twice, the second telling what another case tells. */
const seriesOf = (i: number): readonly { readonly series: string; readonly instance: string; readonly of: Sequence }[] => {
  const of = sequences[i] ?? { limits: [], steps: [] };
  const other = { limits: of.limits, steps: of.steps.toReversed() };
  const named = (name: string, labels: string, instance: string, tells: Sequence) => ({
    series: `${name}{host="${host}",instance="${instance}"${labels}}`,
    instance,
    of: tells,
  });
  switch (kindOf(i)) {
    case 'labelled':
      return [named(`case_${i}`, ',job="a",team="theirs"', 'a:1', of), named(`case_${i}`, ',job="b",severity="mine"', 'b:1', other)];
    case 'probe':
      return [named('probe_duration_seconds', `,check="${idOf(i)}"`, 'a:1', of)];
    case 'node':
      return [named('node_filesystem_avail_bytes', `,mountpoint="/${i}",device="/dev/sda"`, 'a:1', of)];
    default:
      return [named(`case_${i}`, '', 'a:1', of)];
  }
};

const all = sequences.flatMap((_, i) => seriesOf(i).map((one) => ({ ...one, i, states: statesOf(one.of) })));

const valueText = (step: Step): string => {
  if (step === undefined) return 'stale';
  return Object.is(step, -0) ? '-0' : String(step).replace('Infinity', 'Inf');
};

/** What each series' alerts must say after a step: the worst of those that are pending or firing. */
const expectedAt = (step: number, level: State, isExpected: (i: number) => boolean): readonly YamlMap[] =>
  all
    .filter(({ i, states }) => states[step] === level && isExpected(i))
    .map(({ i, instance }) => {
      const measure = kindOf(i) === 'probe' ? ',measure="responseTime"' : kindOf(i) === 'node' ? ',measure="free"' : '';
      return { labels: `{check="${idOf(i)}",instance="${instance}"${measure}}`, value: 1 };
    });

const worst = (level: string, escalation: string): string => {
  const alerts = (severity: string) => `group by (check, instance, measure) (ALERTS{severity="${severity}",escalation="${escalation}"})`;
  return level === 'critical' ? alerts('critical') : `${alerts('warning')} unless ${alerts('critical')}`;
};

/** Values that are no numbers, of checks that tell when they have no answer. */
const unknownAt = (step: number): readonly YamlMap[] =>
  all.flatMap(({ i, instance, of }) =>
    Number.isNaN(of.steps[step] ?? 0) && !isDark(i) ? [{ labels: `{check="${idOf(i)}",instance="${instance}"}`, value: 1 }] : [],
  );

const testsAt = (step: number): readonly YamlMap[] => {
  const eval_time = `${step}m`;
  const levels = (['critical', 'warning'] as const).flatMap((level) => [
    { expr: worst(level, ''), eval_time, exp_samples: expectedAt(step, level, () => true) },
    { expr: worst(level, '1'), eval_time, exp_samples: expectedAt(step, level, (i) => !isDark(i)) },
  ]);
  // The expected hosts are recorded by another group: at the very first evaluation they may not be there yet.
  if (step === 0) return levels;
  const nan = 'group by (check, instance) (ALERTS{severity="unknown",problem="nan",escalation=""})';
  return [...levels, { expr: nan, eval_time, exp_samples: unknownAt(step) }];
};

const testText = (): string => {
  const inputs = all.map(({ series, of }) => ({
    series,
    values: [...of.steps, ...Array.from({ length: longest - of.steps.length }, () => undefined)].map(valueText).join(' '),
  }));
  const tests = Array.from({ length: longest }, (_, step) => step).flatMap(testsAt);
  return writeYaml({
    rule_files: ['rules/backend.yaml', 'rules/_hosts.yaml'],
    evaluation_interval: '1m',
    tests: [{ interval: '1m', input_series: inputs, promql_expr_test: tests }],
  });
};

test('the metric plugin holds what the evaluator holds, step by step', () => {
  const plugin = installPlugin();
  const states = sequences.map((): string => 'ok');
  for (let step = 0; step < longest; step += 1) {
    const asked = sequences.flatMap(({ limits, steps }, i) => (steps[step] === undefined ? [] : [{ i, limits, value: steps[step] }]));
    const input = asked
      .map(({ i, limits, value }) => `${batchLimits(limits)}\t${Object.is(value, -0) ? '-0' : String(value)}\t${states[i] ?? 'ok'}\n`)
      .join('');
    const { stdout, status } = spawnSync(plugin, ['--batch'], { input, encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(status).toBe(0);
    const said = stdout.trimEnd().split('\n');
    for (const [i, { steps }] of sequences.entries()) if (step < steps.length && steps[step] === undefined) states[i] = 'unknown';
    for (const [k, { i }] of asked.entries()) states[i] = said[k] ?? '';
    const wrong = asked.flatMap(({ i }) => {
      const one = sequences[i];
      if (one === undefined) return [];
      const wanted = statesOf(one)[step];
      return states[i] === wanted ? [] : [`${shown(one)} at ${step}: ${states[i]}, not ${wanted}`];
    });
    expect(wrong, `seed ${seed}`).toEqual([]);
  }
});

test('the sequences hold, let go, are interrupted and raise again', () => {
  const held = sequences.filter((one) =>
    statesOf(one).some((state, i) => state !== 'ok' && state !== 'unknown' && evaluate(one.limits, one.steps[i] ?? Number.NaN) === 'ok'),
  );
  expect(held.length).toBeGreaterThan(130);
  expect(sequences.filter(({ steps }) => steps.includes(undefined)).length).toBeGreaterThan(25);
  expect(sequences.filter(({ steps }) => steps.some(Number.isNaN)).length).toBeGreaterThan(25);
  const pairs = new Set(sequences.flatMap((one) => statesOf(one).map((state, i, every) => `${every[i - 1]} ${state}`)));
  for (const from of ['ok', 'warning', 'critical', 'unknown'])
    for (const to of ['ok', 'warning', 'critical', 'unknown']) expect(pairs).toContain(`${from} ${to}`);
});

describeWith(['promtool'], `hysteresis (seed ${seed})`, () => {
  test('of generated rules, run by promtool over time, is that of the evaluator in 260 sequences', async () => {
    const { artifacts } = emitAll(prometheus, model);
    const directory = write([...artifacts, { path: 'sequences_test.yaml', text: testText() }]);
    const run = await execa(tool('promtool'), ['test', 'rules', 'sequences_test.yaml'], { cwd: directory, reject: false, all: true });
    expect(run.all.slice(0, 3000)).toMatch(/^Unit Testing: {2}sequences_test.yaml\n {2}SUCCESS\s*$/);
    expect(run.exitCode).toBe(0);
  });
});
