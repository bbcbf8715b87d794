import { spawnSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { evaluate, type State } from '../../src/model/evaluate.ts';
import { isOneSided, type LimitForm, type Limits } from '../../src/model/limits.ts';
import { useDaemons } from '../support/daemon.ts';
import { startGangliaSource } from '../support/ganglia-source.ts';
import { decimalBound, someLimits, valueFor } from '../support/limit-arbitraries.ts';
import { placePoller, takeResults } from '../support/nagios-poller.ts';
import { batchLimits, installPlugin } from '../support/nagios-plugin.ts';
import { sampleCheck, sampleModel } from '../support/sample-model.ts';
import '../support/seed.ts';

const services = 400;
const rounds = 12;

const withClear = (form: LimitForm): fc.Arbitrary<LimitForm> =>
  isOneSided(form) ? fc.option(decimalBound).map((clear) => (clear === null ? form : { ...form, clear })) : fc.constant(form);

const clearsOf = (limits: Limits): readonly number[] =>
  limits.flatMap((form) => (isOneSided(form) && form.clear ? [form.clear.value] : []));

interface Sequence {
  readonly limits: Limits;
  readonly values: readonly number[];
}

const sequence: fc.Arbitrary<Sequence> = someLimits
  .chain((limits) => fc.tuple(...limits.map(withClear)))
  .chain((limits) => {
    const clears = clearsOf(limits);
    const value =
      clears.length === 0 ? valueFor(limits) : fc.oneof(valueFor(limits), fc.constantFrom(...clears, ...clears.map((n) => n / 2)));
    return fc.record({ limits: fc.constant(limits), values: fc.array(value, { minLength: rounds, maxLength: rounds }) });
  });

const states: readonly State[] = ['ok', 'warning', 'critical', 'unknown'];
const textOf = (value: number): string => (Object.is(value, -0) ? '-0' : String(value));

/** The states of each service round by round, by the one definition of what a threshold says. */
const expected = ({ limits, values }: Sequence): readonly State[] => {
  let previous: State = 'ok';
  return values.map((value) => {
    previous = evaluate(limits, value, previous);
    return previous;
  });
};

describe('the poller', () => {
  const daemons = useDaemons();
  const plugin = installPlugin();

  test('agrees with the evaluator and the plugin on sequences of values, `clear` included', async () => {
    const sequences = fc.sample(sequence, services);
    const hosts = sequences.map((_, i) => `host${i}`);
    const variants = sequences.map(({ limits }, i) => ({ hosts: [`host${i}`], limits }));
    const check = sampleCheck('queue', {
      hosts,
      subject: { kind: 'threshold', threshold: 'queue', metric: 'offline_queue_depth', variants },
    });
    const source = await startGangliaSource();
    const poller = placePoller(daemons, sampleModel({ checks: [check] }), { port: source.port });
    const said: State[][] = sequences.map(() => []);
    for (let round = 0; round < rounds; round += 1) {
      source.serve(Object.fromEntries(sequences.map(({ values }, i) => [`host${i}`, { offline_queue_depth: textOf(values[round] ?? 0) }])));
      expect(await poller.poll()).toEqual({ code: 0, stdout: '', stderr: '' });
      for (const result of takeResults(poller.spool)) {
        const at = hosts.indexOf(result['host_name'] ?? '');
        if (at >= 0) said[at]?.push(states[Number(result['return_code'])] ?? 'unknown');
      }
    }
    const wanted = sequences.map(expected);
    const wrong = sequences.flatMap(({ limits, values }, i) =>
      JSON.stringify(said[i]) === JSON.stringify(wanted[i])
        ? []
        : [`${batchLimits(limits)}: ${values.map(textOf).join(' ')}: ${said[i]?.join(' ')}, not ${wanted[i]?.join(' ')}`],
    );
    expect(wrong).toEqual([]);

    const lines = sequences.flatMap(({ limits, values }, i) =>
      values.map((value, at) => `${batchLimits(limits)}\t${textOf(value)}\t${at === 0 ? 'ok' : wanted[i]?.[at - 1]}\n`),
    );
    const { stdout } = spawnSync(plugin, ['--batch'], { input: lines.join(''), encoding: 'utf8', maxBuffer: 1 << 26 });
    expect(stdout.trimEnd().split('\n')).toEqual(said.flat());
    const held = sequences.flatMap(({ limits, values }, i) =>
      values.filter((value, at) => evaluate(limits, value) === 'ok' && wanted[i]?.[at] !== 'ok'),
    );
    expect(held.length).toBeGreaterThan(20);
  }, 120_000);
});
