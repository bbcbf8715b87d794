import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { watchdogName } from '../../../src/emitters/alert-labels.ts';
import { emitAll } from '../../support/emit.ts';
import { describeWith } from '../../support/tools.ts';
import { variedModel } from '../../support/varied-model.ts';
import { complaintsOf, ownComplaints, write } from '../../support/written.ts';

describeWith(['promtool'], 'generated rules', () => {
  const { artifacts } = emitAll(prometheus, variedModel());
  const directory = write(artifacts);

  test('pass promtool with lint as errors, and their own unit tests pass', async () => {
    expect(artifacts.filter(({ path }) => path.startsWith('tests/')).length).toBeGreaterThan(2);
    expect(await complaintsOf(prometheus, artifacts, directory)).toEqual([]);
  });

  test('pass our own checks', async () => {
    expect(await ownComplaints(prometheus, artifacts)).toEqual([]);
  });

  test('have a unit test that expects every alert to fire, and one that expects it not to', () => {
    const key = (alert: unknown, severity: unknown, measure: unknown, tier: unknown) => [alert, severity, measure, tier].join('/');
    const alerts = new Set<string>();
    const fired = new Set<string>();
    const quiet = new Set<string>();
    for (const { path, text } of artifacts) {
      if (path.startsWith('rules/')) {
        for (const group of parse(text).groups)
          for (const rule of group.rules)
            if (rule.alert !== undefined) alerts.add(key(rule.alert, rule.labels.severity, rule.labels.measure, rule.labels.tier));
      }
      if (!path.startsWith('tests/')) continue;
      for (const one of parse(text).tests)
        for (const { alertname, exp_alerts } of one.alert_rule_test) {
          if (exp_alerts.length === 0) quiet.add(alertname);
          for (const { exp_labels: labels } of exp_alerts) fired.add(key(alertname, labels.severity, labels.measure, labels.tier));
        }
    }
    expect(alerts.size).toBeGreaterThan(40);
    expect([...alerts].filter((one) => !fired.has(one))).toEqual([]);
    // The watchdog alone is never quiet.
    expect([...alerts].filter((one) => !quiet.has(one.split('/')[0] ?? ''))).toEqual([`${watchdogName}/none//`]);
  });

  test('fail their unit tests when a limit is changed behind their back, and the complaint names the file', async () => {
    const broken = artifacts.map((file) =>
      file.path === 'rules/backend.yaml' ? { ...file, text: file.text.replace('> 50\n', '> 51\n') } : file,
    );
    const complaints = await complaintsOf(prometheus, broken, write(broken));
    expect(complaints.length).toBeGreaterThan(0);
    expect(complaints.every(({ path }) => path?.startsWith('tests/backend'))).toBe(true);
    expect(complaints[0]?.message).toMatch(/^alertname: /);
  });

  test('lead what promtool refuses to the line', async () => {
    const bad = {
      path: 'rules/bad.yaml',
      text: 'groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: rate(up)\n      - alert: B\n        expr: up\n        foo: 1\n',
    };
    const complaints = await complaintsOf(prometheus, [bad], write([bad]));
    expect(complaints).toContainEqual(expect.objectContaining({ path: 'rules/bad.yaml', line: 8 }));
    const untyped = { ...bad, text: bad.text.replace('        foo: 1\n', '') };
    const typed = await complaintsOf(prometheus, [untyped], write([untyped]));
    expect(typed).toContainEqual(expect.objectContaining({ path: 'rules/bad.yaml', line: 5 }));
  });
});
