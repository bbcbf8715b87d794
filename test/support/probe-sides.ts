import { execFile } from 'node:child_process';
import { nagios } from '../../src/emitters/nagios/emitter.ts';
import { prometheus } from '../../src/emitters/prometheus/emitter.ts';
import type { Limits } from '../../src/model/limits.ts';
import type { Check, Model } from '../../src/model/model.ts';
import { probes } from '../../src/probes/registry.ts';
import type { ArtifactFile } from './artifact-files.ts';
import { startBlackbox } from './blackbox.ts';
import { type Daemons, eventually } from './daemon.ts';
import { emitAll, type EmitOutcome } from './emit.ts';
import { getJson } from './http-json.ts';
import { expandMacros, readObjects, splitCommand } from './nagios-reader.ts';
import { freePort } from './ports.ts';
import { startPrometheus } from './prometheus.ts';
import { sampleCheck, sampleModel, unit } from './sample-model.ts';

export type State = 'ok' | 'warning' | 'critical' | 'unknown';

/** One definition of a probe, on one host at an address of its own where it matters. */
export interface ProbeCase {
  readonly id: string;
  readonly probe: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly limits?: Readonly<Record<string, Limits>>;
  /** 127.0.0.1 when left out. */
  readonly address?: string;
}

const checkOf = ({ id, probe, fields, limits = {}, address = '127.0.0.1' }: ProbeCase): Check =>
  sampleCheck(id, {
    on: [address],
    hosts: [address],
    timing: { everyMs: 60_000, retryMs: 60_000, attempts: 1, forMs: 0 },
    subject: {
      kind: 'probe',
      probe,
      fields,
      thresholds: Object.entries(limits).map(([measure, held]) => ({
        measure,
        threshold: measure,
        unit: unit(probes.get(probe)?.measures[measure]?.unit ?? ''),
        variants: [{ hosts: [address], limits: held }],
      })),
    },
  });

/** A model of nothing but these probes. */
export const probeModel = (cases: readonly ProbeCase[], options: Readonly<Record<string, object>> = {}): Model => {
  const addresses = [...new Set(cases.map(({ address = '127.0.0.1' }) => address))];
  const base = sampleModel();
  return {
    ...base,
    hosts: addresses.map((address) => ({ id: address, address, labels: {}, parents: [], groups: [] })),
    groups: [],
    metrics: [],
    checks: cases.map(checkOf).sort((a, b) => (a.id < b.id ? -1 : 1)),
    targets: { nagios: { ...options['nagios'] }, prometheus: { ...options['prometheus'] } },
  };
};

/** The argv of each check, read from the generated command lines as the daemon's worker would. */
export const pluginArgv = (outcome: EmitOutcome, { checks, hosts }: Model): ReadonlyMap<string, readonly string[]> => {
  const addresses = new Map(hosts.map(({ id, address }) => [id, address]));
  const objects = outcome.artifacts.filter(({ path }) => path.startsWith('objects/')).flatMap(({ text }) => readObjects(text));
  const lines = new Map(
    objects.filter(({ type }) => type === 'command').map(({ values }) => [values['command_name'] ?? '', values['command_line'] ?? '']),
  );
  const services = objects.filter(({ type }) => type === 'service');
  return new Map(
    checks.flatMap(({ id, hosts: [host = ''] }) => {
      const service = services.find(({ values }) => values['service_description'] === id);
      const line = lines.get(service?.values['check_command'] ?? '');
      if (line === undefined) return [];
      const argv = splitCommand(expandMacros(line, { HOSTADDRESS: addresses.get(host) ?? '', HOSTNAME: host }));
      if (argv === undefined) throw new Error(`a shell would run: ${line}`);
      return [[id, argv] as const];
    }),
  );
};

export interface Ran {
  readonly state: State;
  readonly output: string;
}

const states: readonly State[] = ['ok', 'warning', 'critical', 'unknown'];

/** Runs a plugin as Nagios does: no shell, the state from the exit status. */
export const runPlugin = ([file = '', ...args]: readonly string[]): Promise<Ran> =>
  new Promise((resolve) => {
    execFile(file, [...args], { env: { ...process.env, LC_ALL: 'C' }, timeout: 60_000 }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : 2;
      resolve({ state: states[status] ?? 'critical', output: `${stdout}${stderr}`.trim() });
    });
  });

/** Runs several at a time: each waits for a server, not for the machine. */
const runAll = async (argvs: ReadonlyMap<string, readonly string[]>): Promise<ReadonlyMap<string, Ran>> => {
  const results = new Map<string, Ran>();
  const queue = [...argvs];
  const worker = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results.set(next[0], await runPlugin(next[1]));
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
};

/** Scraped slowly enough for every timeout the cases have, so that blackbox gives up by the probe's own. */
const scrapeInterval = '4s';

interface RuleGroups {
  readonly data: { readonly groups: readonly { readonly lastEvaluation: string }[] };
}

/** When the rule group that is longest ago was evaluated. */
const lastEvaluation = async ({ url }: { readonly url: string }): Promise<number> => {
  const { data } = await getJson<RuleGroups>(`${url}/api/v1/rules`);
  return Math.min(...data.groups.map((group) => Date.parse(group.lastEvaluation)));
};

const firingStates = async (daemons: Daemons, model: Model, files: readonly ArtifactFile[], blackboxPort: number) => {
  const blackbox = await startBlackbox(daemons, files, blackboxPort);
  const server = await startPrometheus(daemons, { files });
  const asked = model.checks.filter(({ id }) => files.some(({ text }) => text.includes(`"check": "${id}"`)));
  await eventually(
    'every probe is scraped twice',
    async () => (await server.query('count_over_time(probe_success[1h]) >= 2')).length >= asked.length,
    90_000,
  );
  const scrapedAt = Date.now();
  await eventually('the rules have seen what was scraped', async () => (await lastEvaluation(server)) > scrapedAt + 1000);
  const alerts = await server.alerts();
  await server.daemon.stop();
  await blackbox.daemon.stop();
  return new Map(
    asked.map(({ id }): [string, State] => {
      const levels = alerts
        .filter(({ labels, state }) => state === 'firing' && labels['check'] === id)
        .map(({ labels }) => labels['severity']);
      return [id, levels.includes('critical') ? 'critical' : levels.includes('warning') ? 'warning' : levels.length > 0 ? 'unknown' : 'ok'];
    }),
  );
};

export interface Sides {
  readonly nagios: Ran | undefined;
  readonly prometheus: State | undefined;
}

export interface Looked {
  readonly of: (id: string) => Sides;
  readonly model: Model;
  readonly nagiosOutcome: EmitOutcome;
  readonly prometheusOutcome: EmitOutcome;
}

/**
 * Has each case looked at by both backends: the generated command line by the real plugin, and the generated modules, targets, scrape
 * configuration and rules by the real blackbox_exporter and Prometheus.
 */
export const lookFromBothSides = async (daemons: Daemons, cases: readonly ProbeCase[]): Promise<Looked> => {
  const blackboxPort = await freePort();
  const model = probeModel(cases, {
    prometheus: { evaluationInterval: '1s', scrapeInterval, blackbox: `127.0.0.1:${blackboxPort}`, alertmanagers: [], unitTests: false },
  });
  const nagiosOutcome = emitAll(nagios, model);
  const prometheusOutcome = emitAll(prometheus, model);
  const ran = await runAll(pluginArgv(nagiosOutcome, model));
  const fired = await firingStates(daemons, model, prometheusOutcome.artifacts, blackboxPort);
  return {
    of: (id) => ({ nagios: ran.get(id), prometheus: fired.get(id) }),
    model,
    nagiosOutcome,
    prometheusOutcome,
  };
};

/** What differs from the state that both sides should say, one line a case, with what the plugin said. */
export const mismatches = (looked: Looked, wanted: ReadonlyMap<string, State>): readonly string[] =>
  [...wanted].flatMap(([id, state]) => {
    const { nagios: plugin, prometheus: alerts } = looked.of(id);
    return plugin?.state === state && alerts === state
      ? []
      : [`${id}: should be ${state}, Nagios ${plugin?.state ?? 'has none'}, Prometheus ${alerts ?? 'has none'}: ${plugin?.output ?? ''}`];
  });
