import { expect, test } from 'vitest';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { startAlertmanager } from '../../support/alertmanager.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { freePort } from '../../support/ports.ts';
import { evaluatedRules, startPrometheus } from '../../support/prometheus.ts';
import { describeWith } from '../../support/tools.ts';
import { variedModel } from '../../support/varied-model.ts';

describeWith(['prometheus', 'prometheus-alertmanager'], 'the generated configuration in running daemons', () => {
  const daemons = useDaemons();

  test('evaluates every rule without an error, and alerts arrive where the model sends them', async () => {
    const port = await freePort();
    const model = variedModel({
      checks: variedModel().checks.map((check) => ({ ...check, timing: { ...check.timing, forMs: 0 } })),
      targets: {
        prometheus: { evaluationInterval: '1s', scrapeInterval: '1s', alertmanagers: [`127.0.0.1:${port}`] },
        alertmanager: { groupWait: '1h', groupInterval: '1h', repeatInterval: '1h', defaultReceiver: 'backend' },
      },
    });
    const notified = await startAlertmanager(daemons, { files: emitAll(alertmanager, model).artifacts, port });
    const rules = await evaluatedRules(await startPrometheus(daemons, { files: emitAll(prometheus, model).artifacts }));
    expect(rules.length).toBeGreaterThan(60);
    expect(rules.filter(({ health }) => health !== 'ok')).toEqual([]);

    // Nothing is measured here, so heartbeats are silent and quorums are not met: those alerts fire at once.
    const fired = await eventually('alerts arrive', async () => {
      const alerts = (await notified.alerts()).filter(({ labels }) => labels['check'] !== undefined);
      return alerts.length > 0 && alerts;
    });
    for (const { labels, receivers } of fired) {
      const check = model.checks.find(({ id }) => id === labels['check']);
      const urgency =
        check?.notify[labels['severity'] === 'warning' ? 'warning' : 'critical'] ??
        (labels['severity'] === 'unknown' ? check?.notify.warning : undefined);
      const wanted = check?.stage === 'dark' || urgency === undefined ? 'nobody' : `${check?.owner}-${urgency}`;
      expect(receivers.map(({ name }) => name)).toEqual([wanted]);
    }
  });
});
