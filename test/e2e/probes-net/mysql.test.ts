import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import type { Limits } from '../../../src/model/limits.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { getText } from '../../support/get-text.ts';
import { login, makeData, optionFile, startMariaDb } from '../../support/mariadb.ts';
import { freePort } from '../../support/ports.ts';
import { pluginArgv, type ProbeCase, probeModel, runPlugin, type State } from '../../support/probe-sides.ts';
import { startPrometheus } from '../../support/prometheus.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const above = (critical: string): Limits => [{ form: 'above', critical: bound(critical) }];

describeWith(['prometheus', 'mariadbd', 'prometheus-mysqld-exporter'], 'MariaDB, looked at by both backends', () => {
  const daemons = useDaemons();

  test('logins, replication and its lag are the same state on both', async () => {
    const directory = daemons.directory();
    const data = makeData(directory);
    const server = { data, directory };
    const primary = await startMariaDb(daemons, { ...server, id: 1, statements: ['CREATE DATABASE IF NOT EXISTS something'] });
    const from = (more: string) => [
      `CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=${primary.port}, MASTER_USER='${login.user}', ${more}`,
      'START SLAVE',
    ];
    const gtid = `MASTER_PASSWORD='${login.password}', MASTER_USE_GTID=slave_pos`;
    // It applies nothing for an hour, so that its lag grows by a second each second.
    const [late, broken] = await Promise.all([
      startMariaDb(daemons, { ...server, id: 2, statements: from(`${gtid}, MASTER_DELAY=3600`) }),
      startMariaDb(daemons, { ...server, id: 3, statements: from(`MASTER_PASSWORD='wrong', MASTER_CONNECT_RETRY=3600`) }),
    ]);
    const nobody = await freePort();

    const good = optionFile(join(directory, 'good.cnf'));
    const bad = optionFile(join(directory, 'bad.cnf'), { password: 'wrong' });
    const replica = { credentialsFile: good, replication: true };
    const rows: Readonly<Record<string, readonly [State, string, Readonly<Record<string, unknown>>, Limits?]>> = {
      'a-server': ['ok', 'primary', { port: primary.port, credentialsFile: good }],
      'a-server-with-a-wrong-password': ['critical', 'primary-bad', { port: primary.port, credentialsFile: bad }],
      'no-server': ['critical', 'nobody', { port: nobody, credentialsFile: good }],
      'a-replica': ['ok', 'late', { port: late.port, ...replica }],
      'a-replica-in-time': ['ok', 'late', { port: late.port, ...replica }, above('3000')],
      'a-replica-that-is-late': ['critical', 'late', { port: late.port, ...replica }, above('1')],
      'a-replica-that-lost-its-primary': ['critical', 'broken', { port: broken.port, ...replica }],
    };
    const cases = Object.entries(rows).map(([id, [, , fields, lag]]): ProbeCase => ({
      id,
      probe: 'mysql',
      fields,
      ...(lag && { limits: { replicationLag: lag } }),
    }));
    const base = probeModel(cases, { prometheus: { evaluationInterval: '1s', scrapeInterval: '1s', alertmanagers: [], unitTests: false } });
    // In Prometheus hosts are told apart by their label alone, so each server stands for a host.
    const byHost = {
      ...base,
      hosts: [...new Set(Object.values(rows).map(([, host]) => host))].map((id) => ({
        id,
        address: '127.0.0.1',
        labels: {},
        parents: [],
        groups: [],
      })),
      checks: base.checks.map((check) => {
        const hosts = [rows[check.id]?.[1] ?? ''];
        const { subject } = check;
        if (subject.kind !== 'probe') return check;
        const thresholds = subject.thresholds.map((held) => ({ ...held, variants: held.variants.map((one) => ({ ...one, hosts })) }));
        return { ...check, on: hosts, hosts, subject: { ...subject, thresholds } };
      }),
    };

    const scraped: readonly [string, number, string][] = [
      ['primary', primary.port, login.password],
      ['primary-bad', primary.port, 'wrong'],
      ['nobody', nobody, login.password],
      ['late', late.port, login.password],
      ['broken', broken.port, login.password],
    ];
    const targets = await Promise.all(
      scraped.map(async ([host, port, password]) => {
        const web = await freePort();
        const file = optionFile(join(directory, `${host}-exporter.cnf`), { password, host: '127.0.0.1', port });
        await daemons.start({
          name: `mysqld_exporter of ${host}`,
          argv: [tool('prometheus-mysqld-exporter'), `--config.my-cnf=${file}`, `--web.listen-address=127.0.0.1:${web}`],
          ready: async () => (await getText(`http://127.0.0.1:${web}/metrics`)).includes('mysql_up'),
        });
        return `      - targets: ['127.0.0.1:${web}']\n        labels: { ${base.hostLabel}: ${host} }\n`;
      }),
    );
    const job = `scrape_configs:\n  - job_name: mysqld\n    static_configs:\n${targets.join('')}`;
    const files = emitAll(prometheus, byHost).artifacts.map((file) =>
      file.path === 'prometheus.yml' ? { ...file, text: `${file.text}${job}` } : file,
    );
    const server2 = await startPrometheus(daemons, { files });

    const argvs = pluginArgv(emitAll(nagios, byHost), byHost);
    const wanted = Object.fromEntries(Object.entries(rows).map(([id, [state]]) => [id, state]));
    const byPlugin = async () => {
      const ran = await Promise.all(Object.keys(rows).map(async (id) => [id, await runPlugin(argvs.get(id) ?? [])] as const));
      return {
        states: Object.fromEntries(ran.map(([id, { state }]) => [id, state])),
        said: ran.map(([id, { output }]) => `${id}: ${output}`),
      };
    };
    const byRules = async () => {
      const firing = (await server2.alerts()).filter(({ state, labels }) => state === 'firing' && labels['severity'] === 'critical');
      const checks = new Set(firing.map(({ labels }) => labels['check']));
      return Object.fromEntries(Object.keys(rows).map((id) => [id, checks.has(id) ? 'critical' : 'ok']));
    };
    const same = (states: object) => JSON.stringify(states) === JSON.stringify(wanted);
    await eventually('the servers are scraped', async () => (await server2.query('mysql_up')).length === scraped.length);
    await eventually('both say what is wanted', async () => same((await byPlugin()).states) && same(await byRules()), 40_000).catch(
      () => undefined,
    );
    const plugin = await byPlugin();
    expect(plugin.states, plugin.said.join('\n')).toEqual(wanted);
    expect(await byRules()).toEqual(wanted);
  }, 150_000);
});
