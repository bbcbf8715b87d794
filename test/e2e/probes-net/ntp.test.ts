import { expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import type { Limits } from '../../../src/model/limits.ts';
import { emitAll } from '../../support/emit.ts';
import { pluginArgv, probeModel, runPlugin, type State } from '../../support/probe-sides.ts';
import { bound } from '../../support/sample-model.ts';
import { serveTime } from '../../support/time-server.ts';
import { describeWith } from '../../support/tools.ts';

const beyond = (form: 'above' | 'atLeast', warning: string, critical: string): Limits => [
  { form, warning: bound(warning), critical: bound(critical) },
];

describeWith(['nagios4'], 'check_ntp_time on clocks that are wrong on purpose', () => {
  test('judges the offset in either direction, and a server that does not know or does not answer', async () => {
    const ports = {
      right: await serveTime({}),
      ahead: await serveTime({ offsetSeconds: 0.7 }),
      behind: await serveTime({ offsetSeconds: -0.7 }),
      lost: await serveTime({ answers: 'unsynchronised' }),
      mute: await serveTime({ answers: 'never' }),
    };
    const rows: Readonly<Record<string, readonly [State, keyof typeof ports, Limits?]>> = {
      right: ['ok', 'right', beyond('above', '0.3', '0.5')],
      'ahead-a-little-too-much': ['warning', 'ahead', beyond('above', '0.5', '1')],
      'behind-too-much': ['critical', 'behind', beyond('atLeast', '0.3', '0.5')],
      'behind-within-limits': ['ok', 'behind', beyond('atLeast', '5', '10')],
      'ahead-and-nobody-minds': ['ok', 'ahead'],
      lost: ['critical', 'lost', beyond('above', '0.3', '0.5')],
      mute: ['critical', 'mute'],
    };
    const model = probeModel(
      Object.entries(rows).map(([id, [, clock, offset]]) => ({
        id,
        probe: 'ntp',
        fields: { port: ports[clock] },
        ...(offset && { limits: { offset } }),
      })),
    );
    const argvs = pluginArgv(emitAll(nagios, model), model);
    const ran = await Promise.all(Object.keys(rows).map(async (id) => [id, await runPlugin(argvs.get(id) ?? [])] as const));
    expect(
      Object.fromEntries(ran.map(([id, { state }]) => [id, state])),
      ran.map(([id, { output }]) => `${id}: ${output}`).join('\n'),
    ).toEqual(Object.fromEntries(Object.entries(rows).map(([id, [state]]) => [id, state])));
  }, 60_000);
});
