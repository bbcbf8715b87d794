import { execa } from 'execa';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { prometheus } from '../../../src/emitters/prometheus/emitter.ts';
import { emitAll, type EmitOutcome } from '../../support/emit.ts';
import { sampleCheck, sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';
import { variedModel } from '../../support/varied-model.ts';
import { complaintsOf, ownComplaints, write } from '../../support/written.ts';

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
}

interface Group {
  readonly name: string;
  readonly rules: readonly Rule[];
}

interface RuleObject {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly groups: readonly Group[] };
}

const emitted = (options: object): EmitOutcome => emitAll(prometheus, variedModel({ targets: { prometheus: options } }));

/** promtool takes its time for the unit tests of all checks. */
const few = ['burn', 'by-host', 'heartbeat/direct', 'probe/http', 'quorum/threshold'];

const emittedFew = (options: object): EmitOutcome => {
  const model = variedModel({ targets: { prometheus: options } });
  return emitAll(prometheus, { ...model, checks: model.checks.filter(({ id }) => few.includes(id)) });
};

const filesIn = ({ artifacts }: EmitOutcome, folder: string) => artifacts.filter(({ path }) => path.startsWith(`${folder}/`));

const groupsOf = (outcome: EmitOutcome, folder: string): readonly Group[] =>
  filesIn(outcome, folder).flatMap(({ text }) => {
    const parsed = parse(text);
    return parsed.groups ?? parsed.spec.groups;
  });

const byName = (groups: readonly Group[]) => [...groups].sort((a, b) => (a.name < b.name ? -1 : 1));

const errorsOf = ({ diagnostics }: EmitOutcome): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code, message }) => `${code} ${message}`);

const asObjects = { output: { kind: 'objects', namespace: 'monitoring', labels: { release: 'kube', role: 'alert-rules' } } };
const plain = emitted({});

describe('rules as objects', () => {
  const outcome = emitted(asObjects);
  const objects = filesIn(outcome, 'objects').map(({ text }): RuleObject => parse(text));

  test('are the rules of the plain files, and carry the labels that the operator looks for', () => {
    expect(errorsOf(outcome)).toEqual([]);
    expect(byName(groupsOf(outcome, 'objects'))).toEqual(byName(groupsOf(plain, 'rules')));
    expect(filesIn(outcome, 'rules')).toEqual([]);
    for (const { metadata } of objects) {
      expect(metadata.labels).toMatchObject({ release: 'kube', role: 'alert-rules' });
      expect(metadata.namespace).toBe('monitoring');
    }
  });

  test('have names that Kubernetes takes, each once', () => {
    const names = objects.map(({ metadata }) => metadata.name);
    expect(names).toContain('plimsoll-ops--night');
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
  });

  test('pass our schema, and what breaks it is found at its line', async () => {
    expect(await ownComplaints(prometheus, filesIn(outcome, 'objects'))).toEqual([]);
    const [file] = filesIn(outcome, 'objects');
    const complaints = await prometheus.selfCheck(file?.path ?? '', (file?.text ?? '').replace('release: kube', 'release: true'));
    expect(complaints).toEqual([expect.objectContaining({ line: expect.any(Number), message: expect.stringContaining('must be string') })]);
  });

  test('come with scrape jobs as the operator takes them, targets and all', () => {
    const jobs = parse(outcome.text('scrape-configs.yaml'));
    expect(jobs.map(({ job_name }: { job_name: string }) => job_name)).toEqual(['plimsoll-hosts', 'plimsoll-probes']);
    for (const job of jobs) expect(job.static_configs.length).toBeGreaterThan(0);
    expect(outcome.artifacts.map(({ path }) => path)).not.toContain('prometheus.yml');
  });

  test('are several where one would be too large, and a group stays in its part when others come', () => {
    const why = 'Long. '.repeat(300);
    const checks = Array.from({ length: 300 }, (_, i) => sampleCheck(`c${String(i).padStart(3, '0')}`, { why }));
    const partOf = (count: number): ReadonlyMap<string, string> => {
      const model = sampleModel({ checks: checks.slice(0, count), targets: { prometheus: { ...asObjects, unitTests: false } } });
      const files = filesIn(emitAll(prometheus, model), 'objects').filter(({ path }) => path.includes('backend'));
      for (const { text } of files) expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024);
      const groupsIn = (text: string) => [...text.matchAll(/^ {4}- name: (\S+)$/gm)].map((match) => match[1] ?? '');
      return new Map(files.flatMap(({ path, text }) => groupsIn(text).map((name): [string, string] => [name, path])));
    };
    const [before, after] = [partOf(298), partOf(300)];
    expect(new Set(after.values()).size).toBeGreaterThan(3);
    expect(after.size).toBe(300);
    expect([...before].filter(([group, part]) => after.get(group) !== part)).toEqual([]);
  });

  test('without labels are an error', () => {
    expect(errorsOf(emitted({ output: { kind: 'objects' } }))).toEqual([
      'PLM440 option `output.labels` of `targets.prometheus` is missing',
    ]);
  });
});

describe('rules as namespaces of a ruler', () => {
  const outcome = emitted({ output: { kind: 'namespaces', groupsPerTenant: 0 } });

  test('are the rules of the plain files, a namespace for each team', async () => {
    expect(errorsOf(outcome)).toEqual([]);
    expect(byName(groupsOf(outcome, 'namespaces'))).toEqual(byName(groupsOf(plain, 'rules')));
    const names = filesIn(outcome, 'namespaces').map(({ text }) => parse(text).namespace);
    expect(names).toContain('plimsoll_ops_night');
    expect(new Set(names).size).toBe(names.length);
    expect(await ownComplaints(prometheus, filesIn(outcome, 'namespaces'))).toEqual([]);
  });

  test('leave rules and receivers out of the configuration of what only scrapes', () => {
    const main = parse(outcome.text('prometheus.yml'));
    expect(main.rule_files).toBeUndefined();
    expect(main.alerting).toBeUndefined();
    expect(main.scrape_configs.length).toBe(2);
  });

  test('say for each check what a ruler does otherwise', () => {
    const told = outcome.parities.filter(({ because }) => because.some((sentence) => sentence.includes('begins its `for` again')));
    expect(told.length).toBeGreaterThan(5);
    expect(told.every(({ fidelity }) => fidelity === 'approximate')).toBe(true);
  });

  test('keep every group within the limit, and what is recorded before and beside what reads it', () => {
    const capped = emitted({ output: { kind: 'namespaces', rulesPerGroup: 10, groupsPerTenant: 0 } });
    const groups = groupsOf(capped, 'namespaces');
    const refused = capped.diagnostics.filter(({ code }) => code === 'PLM444').map(({ message }) => /`(.*?)`/.exec(message)?.[1]);
    for (const { name, rules } of groups) {
      if (refused.includes(name)) continue;
      expect(rules.length).toBeLessThanOrEqual(10);
      for (const [i, { expr }] of rules.entries())
        for (const [j, { record }] of rules.entries())
          if (record !== undefined && i !== j && new RegExp(`\\b${record}\\b`).test(expr)) expect(j).toBeLessThan(i);
    }
    expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
  });

  test('take apart what does not hang together, under names that stay', () => {
    const steps = Array.from({ length: 6 }, (_, i) => ({ afterMs: 60_000 * (i + 1), team: 'backend', urgency: 'page' as const }));
    const model = sampleModel({
      metrics: [sampleMetric('offline_queue_depth')],
      teams: [
        ...sampleModel().teams.map((team) => ({ ...team, escalation: steps.map((step, i) => ({ ...step, team: `t${i}` })) })),
        ...steps.map((_, i) => ({
          id: `t${i}`,
          name: `T${i}`,
          receivers: { page: { kind: 'email' as const, address: `t${i}@example.com` } },
          escalation: [],
        })),
      ],
      targets: { prometheus: { output: { kind: 'namespaces', rulesPerGroup: 5 } } },
    });
    const outcome6 = emitAll(prometheus, model);
    expect(errorsOf(outcome6)).toEqual([]);
    const groups = groupsOf(outcome6, 'namespaces').filter(({ name }) => name.startsWith('offline-queue'));
    expect(groups.map(({ name }) => name)).toEqual(groups.map((_, i) => (i === 0 ? 'offline-queue' : `offline-queue~${i + 1}`)));
    expect(groups.length).toBeGreaterThan(3);
    for (const { rules } of groups) expect(rules.length).toBeLessThanOrEqual(5);
    const whole = emitAll(prometheus, { ...model, targets: { prometheus: {} } });
    const rulesOf = (of: readonly Group[]) => of.filter(({ name }) => name.startsWith('offline-queue')).flatMap(({ rules }) => rules);
    expect(rulesOf(groups)).toEqual(rulesOf(groupsOf(whole, 'rules')));
  });

  test('are an error where a check needs more rules together than the ruler takes, or the estate more groups', () => {
    const small = errorsOf(emitted({ output: { kind: 'namespaces', rulesPerGroup: 3, groupsPerTenant: 10 } }));
    expect(small.some((error) => /PLM444 check `burn` needs \d+ rules in one group, more than the limit of 3/.test(error))).toBe(true);
    expect(small.some((error) => /PLM444 the ruler would have to take \d+ rule groups, more than the limit of 10/.test(error))).toBe(true);
  });
});

describe('keys of newer versions', () => {
  const asked = { groups: { limit: 100, queryOffset: '30s', labels: { region: 'eu' } } };

  test('are refused for an older one, each with the version it needs', () => {
    expect(errorsOf(emitted({ ...asked, readsAlerts: false }))).toEqual([
      'PLM427 Prometheus 2.42.0 has no `query_offset` of a rule group, which came with 2.53.0',
      'PLM427 Prometheus 2.42.0 has no `labels` of a rule group, which came with 3.0.0',
    ]);
    expect(errorsOf(emitted({ version: '2.30.0', groups: { limit: 5 } }))).toContain(
      'PLM427 Prometheus 2.30.0 has no `limit` of a rule group, which came with 2.31.0',
    );
  });

  test('are written where the declared version knows them, and nowhere unless asked for', () => {
    const outcome = emitted({ ...asked, version: '3.0.0', readsAlerts: false });
    expect(errorsOf(outcome)).toEqual([]);
    for (const group of groupsOf(outcome, 'rules'))
      expect(group).toMatchObject({ limit: 100, query_offset: '30s', labels: { region: 'eu' } });
    for (const group of [...groupsOf(emitted({ version: '3.0.0' }), 'rules'), ...groupsOf(outcome, 'tests/rules')])
      expect(Object.keys(group).filter((key) => !['name', 'interval', 'rules'].includes(key))).toEqual([]);
  });

  test('are asked for by a check that keeps its alerts', () => {
    const checks = [sampleCheck('kept', { timing: { ...sampleCheck('kept').timing, keepMs: 60_000 } })];
    const model = (version: string) => sampleModel({ checks, targets: { prometheus: { version } } });
    expect(errorsOf(emitAll(prometheus, model('2.41.0')))).toEqual([
      'PLM427 Prometheus 2.41.0 has no `keep_firing_for`, which came with 2.42.0',
    ]);
    expect(emitAll(prometheus, model('2.42.0')).text('rules/backend.yaml')).toContain('keep_firing_for: 1m');
  });
});

describeWith(['promtool'], 'rules in every form', () => {
  test.each([
    ['files', { ownAlerts: 'backend', annotations: { runbook: 'runbook', dashboard: 'dashboard' }, externalLabels: { site: 'b "é' } }],
    ['objects', asObjects],
    ['namespaces', { output: { kind: 'namespaces', groupsPerTenant: 0 } }],
    ['copies beside groups of a newer version', { version: '3.0.0', readsAlerts: false, groups: { queryOffset: '1m' } }],
  ])('pass promtool, and so do their unit tests: %s', { timeout: 120_000 }, async (form, options) => {
    const outcome = emittedFew(options);
    expect(errorsOf(outcome)).toEqual([]);
    // The newer keys themselves are beyond the promtool of Debian.
    const files = outcome.artifacts.filter(({ path }) => !(form.startsWith('copies') && /^rules\/|^prometheus\.yml$/.test(path)));
    expect(files.some(({ path }) => path.startsWith('tests/'))).toBe(true);
    expect(await complaintsOf(prometheus, files, write(files))).toEqual([]);
  });

  test('are what promtool takes when the spec of an object is read alone', async () => {
    const files = filesIn(emitted(asObjects), 'objects').map(({ path, text }) => ({
      path: path.replace('objects/', ''),
      text: JSON.stringify(parse(text).spec),
    }));
    const args = ['check', 'rules', '--lint=all', '--lint-fatal', ...files.map(({ path }) => path)];
    const { exitCode, all } = await execa(tool('promtool'), args, { cwd: write(files), reject: false, all: true });
    expect([exitCode, all]).toEqual([0, expect.stringContaining('SUCCESS')]);
  });
});
