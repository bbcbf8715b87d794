import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { nagios } from '../../../src/emitters/nagios/emitter.ts';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { probes } from '../../../src/probes/registry.ts';
import { useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { pluginArgv, type ProbeCase, probeModel } from '../../support/probe-sides.ts';
import { describeWith, tool } from '../../support/tools.ts';

/** Everything that a shell, Nagios' reader, its macros and argument splitter, YAML or a template could take for something of theirs. */
const hostile = `it's "q" $HOME $(id) \`id\` $HOSTADDRESS$ $ARG1$ $$ a;b \\; x!y \\!z #c ~:10 * ? [a] {b} {{ .X }} \${1} | > < & %s - : grün 🚢 \u202eabc\\`;
const ascii = `it's "q" $HOME $(id) \`id\` $HOSTADDRESS$ $$ a;b \\; x!y #c ~:10 * ? {{ .X }} \${1} | > < & %s - :`;

const cases: readonly ProbeCase[] = [
  {
    id: 'http',
    probe: 'http',
    fields: {
      method: 'POST',
      path: "/a?b=$c;d=!e'f&g=%20",
      hostHeader: 'www.example.com',
      headers: { 'X-A': ascii, 'User-Agent': ascii, 'Content-Type': ascii },
      body: hostile,
      contains: hostile,
      regex: '^[^"]*\\$HOME; (a|b)! `x`',
    },
  },
  {
    id: 'http-2',
    probe: 'http',
    fields: { tls: true, hostHeader: 'a.example', certificate: 'verify', redirects: 'follow', notContains: ascii },
  },
  { id: 'tcp', probe: 'tcp', fields: { port: 7, send: `${hostile}\r\n\t\\n\n`, expect: hostile } },
  { id: 'tls', probe: 'tls-certificate', fields: { serverName: 'a.example', certificate: 'verify' } },
  { id: 'dns', probe: 'dns', fields: { name: 'example.com', type: 'TXT', answers: ["v=1 $x 'y' !z `a` $(id) {{b}} ~*?"] } },
  { id: 'ssh', probe: 'ssh', fields: {} },
  { id: 'smtp', probe: 'smtp', fields: { starttls: true, greeting: ascii } },
  { id: 'ntp', probe: 'ntp', fields: {} },
  { id: 'mysql', probe: 'mysql', fields: { credentialsFile: '/etc/plimsoll/secrets/mysql.cnf', replication: true } },
  { id: 'redis', probe: 'redis', fields: { password: 'required' } },
];

describeWith(['nagios4', 'prometheus-blackbox-exporter', 'promtool'], 'hostile texts in the fields of probes', () => {
  const daemons = useDaemons();
  const model = probeModel(cases, { prometheus: { alertmanagers: [] } });

  const written = (artifacts: readonly { path: string; text: string; mode: number }[]): string => {
    const directory = daemons.directory();
    for (const { path, text, mode } of artifacts) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text, { mode });
    }
    return directory;
  };

  test('arrive in the argv of the plugin as they are, without a shell, and Nagios has nothing to complain of', () => {
    const outcome = emitAll(nagios, model);
    const argvs = pluginArgv(outcome, model);
    for (const { id, probe, fields } of cases) {
      const answer = probes.get(probe)?.nagios({ fields, limits: {} });
      const words = answer?.kind === 'plugin' ? answer.words.map((word) => (typeof word === 'string' ? word : '127.0.0.1')) : [];
      expect(argvs.get(id)?.slice(-words.length), id).toEqual(words);
    }
    const { stdout } = spawnSync(tool('nagios4'), ['-v', 'nagios.cfg'], { cwd: written(outcome.artifacts), encoding: 'utf8' });
    expect(stdout).toContain('Total Warnings: 0');
    expect(stdout).toContain('Total Errors:   0');
  });

  test('arrive in the modules as they are, and blackbox and Prometheus take every file', () => {
    const { artifacts, text } = emitAll(prometheus, model);
    const { modules } = parse(text('blackbox.yml')) as { modules: Record<string, unknown> };
    for (const { id, probe, fields } of cases) {
      const answer = probes.get(probe)?.prometheus({ fields, limits: {} });
      const module = answer?.kind === 'expressions' ? answer.module : undefined;
      expect(modules[id], id).toEqual(module);
    }
    const directory = written(artifacts);
    const check = (program: string, ...args: readonly string[]) => {
      const { status, stdout, stderr } = spawnSync(tool(program), [...args], { cwd: directory, encoding: 'utf8' });
      expect(status, `${stdout}${stderr}`).toBe(0);
    };
    check('prometheus-blackbox-exporter', '--config.check', '--config.file=blackbox.yml');
    check('promtool', 'check', 'config', 'prometheus.yml');
  });
});
