import { expect, test } from 'vitest';
import { useDaemons } from '../../support/daemon.ts';
import { lookFromBothSides, type ProbeCase } from '../../support/probe-sides.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

/** A name that never exists (RFC 6761). */
const address = 'host.invalid';

const looking: Readonly<Record<string, ProbeCase['fields']>> = {
  dns: { name: 'www.example.test' },
  http: {},
  ping: { packets: 1 },
  redis: {},
  smtp: {},
  ssh: {},
  tcp: { port: 80 },
  'tls-certificate': {},
};

describeWith(['prometheus', 'prometheus-blackbox-exporter'], 'a name that does not resolve', () => {
  const daemons = useDaemons();

  test('is critical to every probe that looks from outside, in both backends', { timeout: 180_000 }, async () => {
    const cases = Object.entries(looking).map(([probe, fields]): ProbeCase => ({ id: probe, probe, fields, address }));
    const late: ProbeCase = {
      ...{ id: 'ssh-late', probe: 'ssh', fields: {}, address },
      limits: { responseTime: [{ form: 'above', critical: bound('1') }] },
    };
    const looked = await lookFromBothSides(daemons, [...cases, late]);
    const states = [...cases, late].map(({ id }) => [id, looked.of(id).nagios?.state, looked.of(id).prometheus]);
    expect(states).toEqual([...cases, late].map(({ id }) => [id, 'critical', 'critical']));
  });
});
