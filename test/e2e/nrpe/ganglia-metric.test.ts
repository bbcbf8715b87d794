import { execFileSync } from 'node:child_process';
import { beforeAll, expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { evaluate, type State } from '../../../src/model/evaluate.ts';
import type { Limits } from '../../../src/model/limits.ts';
import { putFiles } from '../../support/artifact-files.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll, type EmitOutcome } from '../../support/emit.ts';
import { startGmetad } from '../../support/gmetad.ts';
import { type Gmond, startGmond } from '../../support/gmond.ts';
import { askedArgv } from '../../support/nrpe.ts';
import { type ProbeCase, probeModel, runPlugin } from '../../support/probe-sides.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const interval = (low: string, high: string) => ({ low: bound(low), high: bound(high) });

const forms: Readonly<Record<string, Limits>> = {
  above: [{ form: 'above', warning: bound('4.25'), critical: bound('8'), clear: bound('2') }],
  below: [{ form: 'below', warning: bound('4.25'), critical: bound('2') }],
  'at-least': [{ form: 'atLeast', warning: bound('4.25'), critical: bound('8') }],
  'at-most': [{ form: 'atMost', critical: bound('4.25') }],
  outside: [{ form: 'outside', warning: interval('4.25', '5'), critical: interval('1', '9') }],
  inside: [{ form: 'inside', critical: interval('3', '4.25') }],
};

const ids = Object.keys(forms);
const values = ['2', '2.5', '4.25', '4.5', '8', '8.25'] as const;

describeWith(['gmond', 'gmetad', 'gmetric', 'perl'], 'a metric that gmond measures by itself', () => {
  const daemons = useDaemons();
  const directory = daemons.directory();
  let gmond: Gmond;
  let emitted: EmitOutcome;

  const metric = { metric: 'load_one', staleAfter: '30s' };
  const cases: readonly ProbeCase[] = [
    ...ids.map((id): ProbeCase => ({ id, probe: 'ganglia-metric', fields: metric, limits: { value: forms[id] ?? [] } })),
    { id: 'absent', probe: 'ganglia-metric', fields: { metric: 'no_such_metric' }, limits: { value: forms['above'] ?? [] } },
    { id: 'stale', probe: 'ganglia-metric', fields: { metric: 'old_news', staleAfter: '1s' } },
  ];

  const send = (name: string, value: string): void =>
    void execFileSync(tool('gmetric'), [
      '--conf',
      gmond.config,
      '--name',
      name,
      '--value',
      value,
      '--type',
      'float',
      '--units',
      ' ',
      '--dmax',
      '600',
    ]);

  const ask = (id: string, state?: string) => runPlugin(askedArgv(emitted, id, state));

  beforeAll(async () => {
    gmond = await startGmond(daemons, { host: '127.0.0.1' });
    const { interactivePort } = await startGmetad(daemons, [gmond]);
    const options = { libraryDirectory: `${directory}/libexec`, gmetad: { host: '127.0.0.1', port: interactivePort } };
    emitted = emitAll(nagios, probeModel(cases, { nagios: options }));
    putFiles(
      directory,
      emitted.artifacts.filter(({ path }) => path.startsWith('libexec/')),
    );
    send('old_news', '1');
  }, 60_000);

  test('nothing of it goes through NRPE, and it is exact', () => {
    expect(emitted.artifacts.filter(({ path }) => path.startsWith('nrpe.d/'))).toEqual([]);
    expect(new Set(emitted.parities.map(({ fidelity }) => fidelity))).toEqual(new Set(['exact']));
  });

  test.each(values)(
    'every form of limits agrees with the evaluator on %s',
    async (value) => {
      await eventually(
        `gmetad has ${value}`,
        async () => {
          send('load_one', value);
          return (await ask('above')).output.includes(`is ${value}`);
        },
        60_000,
      );
      for (const id of ids) {
        const { state, output } = await ask(id);
        expect(state, `${id}: ${output}`).toBe(evaluate(forms[id] ?? [], Number(value)));
      }
      const after: readonly State[] = ['ok', 'warning', 'critical', 'unknown'];
      for (const [code, previous] of after.entries()) {
        const { state, output } = await ask('above', String(code));
        expect(state, `after ${previous}: ${output}`).toBe(evaluate(forms['above'] ?? [], Number(value), previous));
      }
    },
    90_000,
  );

  test('what gmetad does not have, or has not heard of for long, is unknown', async () => {
    const absent = await ask('absent');
    expect([absent.state, absent.output]).toEqual(['unknown', expect.stringContaining('not known to gmetad')]);
    const stale = await ask('stale');
    expect([stale.state, stale.output]).toEqual(['unknown', expect.stringContaining('more than 1 s')]);
  });
});
