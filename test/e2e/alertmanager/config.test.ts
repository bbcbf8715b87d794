import { execa } from 'execa';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { makeAnew } from '../../../src/base/reuse.ts';
import { watchdogName } from '../../../src/emitters/alert-labels.ts';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import { options } from '../../../src/emitters/alertmanager/options.ts';
import { followRoutes } from '../../../src/emitters/alertmanager/route-tree.ts';
import { routeTree, routingOf } from '../../../src/emitters/alertmanager/routes.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { emitAll } from '../../support/emit.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { variedModel } from '../../support/varied-model.ts';
import { complaintsOf, ownComplaints, write } from '../../support/written.ts';

type Labels = Readonly<Record<string, string>>;

describeWith(['amtool'], 'generated routes', () => {
  const model = variedModel();
  const { artifacts } = emitAll(alertmanager, model);
  const directory = write(artifacts);

  const receiverFor = async (labels: Labels): Promise<string> => {
    const words = Object.entries(labels).map(([name, value]) => `${name}=${value}`);
    const { stdout } = await execa(tool('amtool'), ['config', 'routes', 'test', '--config.file', 'alertmanager.yml', ...words], {
      cwd: directory,
    });
    return stdout.trim();
  };

  test('pass amtool and our own checks', async () => {
    expect(await complaintsOf(alertmanager, artifacts, directory)).toEqual([]);
    expect(await ownComplaints(alertmanager, artifacts)).toEqual([]);
  });

  test('lead every generated alert to the receiver the model names', async () => {
    const rules = emitAll(prometheus, model).artifacts.filter(({ path }) => path.startsWith('rules/'));
    const alerts: readonly Labels[] = rules.flatMap(({ text }) =>
      parse(text).groups.flatMap((group: { rules: readonly { alert?: string; labels: Labels }[] }) =>
        group.rules.flatMap(({ alert, labels }) => (alert === undefined ? [] : [{ alertname: alert, ...labels, host: 'web1' }])),
      ),
    );
    const checkOf = ({ check }: Labels) => model.checks.find(({ id }) => id === check);
    const kindOf = (labels: Labels) => [
      labels['team'],
      labels['urgency'],
      labels['stage'],
      labels['escalation'],
      labels['severity'],
      checkOf(labels)?.during,
    ];
    const different = [...new Map(alerts.map((labels) => [kindOf(labels).join(), labels])).values()];
    expect(different.length).toBeGreaterThan(20);
    expect(different.filter(({ escalation }) => escalation !== undefined).length).toBeGreaterThan(2);
    const wanted = different.map((labels) => {
      const check = checkOf(labels);
      const step = model.teams.find(({ id }) => id === check?.owner)?.escalation[Number(labels['escalation']) - 1];
      if (step !== undefined) return `${step.team}-${step.urgency}`;
      const urgency = labels['severity'] === 'warning' ? check?.notify.warning : (check?.notify.critical ?? check?.notify.warning);
      return check?.stage === 'dark' || urgency === undefined ? 'nobody' : `${check?.owner}-${urgency}`;
    });
    const found: string[] = [];
    for (const labels of different) found.push(await receiverFor(labels));
    expect(found).toEqual(wanted);
  });

  test('lead any labels where the proof that pages arrive expects them', async () => {
    const context = {
      version: '',
      render: () => '',
      mark: () => '',
      locate: () => undefined,
      report: () => undefined,
      parity: () => undefined,
      reuse: makeAnew,
    };
    const follow = followRoutes(routeTree(routingOf(model, options.parse(model.targets['alertmanager']), context)));
    const from = (...values: readonly string[]) => fc.constantFrom(...values);
    const labels = fc.record({
      alertname: from('Some', watchdogName),
      check: from('', 'elsewhere', ...model.checks.map(({ id }) => id)),
      stage: from('', '', 'dark'),
      team: from('backend', 'ops/night', 'nobody', ''),
      urgency: from('page', 'ticket', 'chat', 'none', ''),
    });
    const drawn = fc.sample(labels, 40);
    const found: string[] = [];
    for (const each of drawn) found.push(await receiverFor(Object.fromEntries(Object.entries(each).filter(([, value]) => value !== ''))));
    expect(found).toEqual(drawn.map((each) => follow(each).receiver));
    expect(new Set(found).size).toBeGreaterThan(5);
  });

  test('lead alerts of unknown origin to the default receiver', async () => {
    expect(await receiverFor({ alertname: 'Foreign', severity: 'critical' })).toBe('backend-ticket');
    expect(await receiverFor({ alertname: 'Foreign', team: 'backend' })).toBe('backend-ticket');
  });

  test('are refused by our own checks when something in them cannot be reached or proven', async () => {
    const [file] = artifacts;
    const text = file?.text ?? '';
    const complaints = async (from: string, to: string) => {
      expect(text).toContain(from);
      return (await ownComplaints(alertmanager, [{ path: 'alertmanager.yml', text: text.replace(from, to) }])).map(
        ({ message }) => message,
      );
    };
    expect(await complaints('        - urgency="none"\n', '        - team="backend"\n')).toContain(
      'no alert can reach this route: an earlier one takes all of them',
    );
    expect(await complaints('  - name: nobody\n', '  - name: nobody\n  - name: forgotten\n')).toContain(
      'no route leads to receiver `forgotten`',
    );
    expect(await complaints('      - host!=""\n    equal', '    equal')).toContain('`equal: host` holds for alerts without that label too');
    expect(await complaints('        - urgency="none"\n', '        - urgency="none"\n      continue: true\n')).toEqual([]);
    expect(await complaints('      receiver: nobody\n', '      receiver: backend-ticket\n      continue: true\n')).toContain(
      'an alert that goes on from here may reach `backend-ticket` twice',
    );
    expect(await complaints('  repeat_interval: 4h\n', '  repeat_interval: 7m\n')).toContain(
      '`repeat_interval: 7m` is no multiple of `group_interval: 5m`',
    );
    expect(await complaints('time_intervals:\n  - name: office\n', 'time_intervals:\n  - name: forgotten\n')).toContain(
      'no route keeps the hours `forgotten`',
    );
    expect(
      await complaints('      - severity=~"warning|unknown"\n      - check!=""\n      - host!=""\n', '      - severity!="x"\n'),
    ).toEqual(
      expect.arrayContaining([
        'every alert may be held back: no label of it is asked for',
        '`equal: check` holds for alerts without that label too',
      ]),
    );
    expect(await complaints('  group_wait: 30s\n', '  group_wait: 30s\n  labels: {}\n')).toContainEqual(
      expect.stringContaining('`labels`'),
    );
  });

  test('lead what amtool refuses to the line', async () => {
    const bad = {
      path: 'alertmanager.yml',
      text: (artifacts[0]?.text ?? '').replace('  group_wait: 30s\n', '  group_wait: 30s\n  foo: 1\n'),
    };
    const line = bad.text.split('\n').indexOf('  foo: 1') + 1;
    expect(await complaintsOf(alertmanager, [bad], write([bad]))).toContainEqual(
      expect.objectContaining({ path: 'alertmanager.yml', line }),
    );
  });
});
