import { expect, test } from 'vitest';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { freePort } from '../../support/ports.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { variedModel } from '../../support/varied-model.ts';
import { write } from '../../support/written.ts';

interface Rule {
  readonly name: string;
  readonly health: string;
  readonly lastError?: string;
}

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly receivers: readonly { readonly name: string }[];
}

const json = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;
const isUp = async (url: string): Promise<boolean> => (await fetch(url).catch(() => undefined))?.ok ?? false;

describeWith(['prometheus', 'prometheus-alertmanager'], 'the generated configuration in running daemons', () => {
  const daemons = useDaemons();

  test('evaluates every rule without an error, and alerts arrive where the model sends them', async () => {
    const [web, peer, notify] = [await freePort(), await freePort(), await freePort()];
    const model = variedModel({
      checks: variedModel().checks.map((check) => ({ ...check, timing: { ...check.timing, forMs: 0 } })),
      targets: {
        prometheus: { evaluationInterval: '1s', scrapeInterval: '1s', alertmanagers: [`127.0.0.1:${notify}`] },
        alertmanager: { groupWait: '1h', groupInterval: '1h', repeatInterval: '1h', defaultReceiver: 'backend' },
      },
    });
    const directory = write([...emitAll(prometheus, model).artifacts, ...emitAll(alertmanager, model).artifacts]);
    await daemons.start({
      name: 'alertmanager',
      argv: [
        tool('prometheus-alertmanager'),
        `--config.file=${directory}/alertmanager.yml`,
        `--storage.path=${daemons.directory()}`,
        `--web.listen-address=127.0.0.1:${notify}`,
        `--cluster.listen-address=127.0.0.1:${peer}`,
      ],
      ready: () => isUp(`http://127.0.0.1:${notify}/-/ready`),
    });
    await daemons.start({
      name: 'prometheus',
      argv: [
        tool('prometheus'),
        `--config.file=${directory}/prometheus.yml`,
        `--storage.tsdb.path=${daemons.directory()}`,
        `--web.listen-address=127.0.0.1:${web}`,
        // The first alerts are dropped: Alertmanager is discovered some seconds after the rules start.
        '--rules.alert.resend-delay=1s',
      ],
      ready: () => isUp(`http://127.0.0.1:${web}/-/ready`),
    });
    const rules = await eventually('every rule is evaluated', async () => {
      const { data } = await json<{ data: { groups: readonly { rules: readonly Rule[] }[] } }>(`http://127.0.0.1:${web}/api/v1/rules`);
      const all = data.groups.flatMap((group) => group.rules);
      return all.every(({ health }) => health !== 'unknown') && all;
    });
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);

    // Nothing is measured here, so heartbeats are silent and quorums are not met: those alerts fire at once.
    const fired = await eventually('alerts arrive', async () => {
      const alerts = await json<readonly Alert[]>(`http://127.0.0.1:${notify}/api/v2/alerts`);
      return alerts.length > 0 && alerts;
    });
    for (const { labels, receivers } of fired) {
      const check = model.checks.find(({ id }) => id === labels['check']);
      const urgency = check?.notify[labels['severity'] === 'critical' ? 'critical' : 'warning'];
      const wanted = check?.stage === 'dark' || urgency === undefined ? 'nobody' : `${check?.owner}-${urgency}`;
      expect(receivers.map(({ name }) => name)).toEqual([wanted]);
    }
  });
});
