import { join } from 'node:path';
import { type ArtifactFile, putFiles } from './artifact-files.ts';
import type { Daemon, Daemons } from './daemon.ts';
import { eventually } from './daemon.ts';
import { getJson, isUp } from './http-json.ts';
import { freePort } from './ports.ts';
import { tool } from './tools.ts';

export type SeriesLabels = Readonly<Record<string, string>>;

export interface EvaluatedRule {
  readonly name: string;
  readonly query: string;
  readonly health: 'ok' | 'err' | 'unknown';
  readonly lastError?: string;
  readonly type: 'alerting' | 'recording';
  /** Of alerting rules. */
  readonly state?: 'firing' | 'pending' | 'inactive';
  readonly group: string;
}

export interface PendingAlert {
  readonly labels: SeriesLabels;
  readonly annotations: SeriesLabels;
  readonly state: 'pending' | 'firing';
  readonly value: string;
}

export interface Sample {
  readonly labels: SeriesLabels;
  readonly value: number;
}

export interface Target {
  readonly labels: SeriesLabels;
  readonly health: 'up' | 'down' | 'unknown';
  readonly lastError: string;
  readonly scrapePool: string;
  readonly scrapeUrl: string;
}

export interface Prometheus {
  readonly daemon: Daemon;
  readonly url: string;
  readonly port: number;
  /** Holds the generated files; change one and {@link Prometheus.reload}. */
  readonly directory: string;
  readonly rules: () => Promise<readonly EvaluatedRule[]>;
  readonly alerts: () => Promise<readonly PendingAlert[]>;
  readonly targets: () => Promise<readonly Target[]>;
  /** The instant value of an expression. */
  readonly query: (expr: string) => Promise<readonly Sample[]>;
  /** Writes files over those there are and has the daemon read its configuration again. */
  readonly reload: (files: readonly ArtifactFile[]) => Promise<void>;
}

export interface PrometheusOptions {
  /** What the emitter gave, `prometheus.yml` among it. */
  readonly files: readonly ArtifactFile[];
  /** A free one when left out. */
  readonly port?: number;
  readonly args?: readonly string[];
}

interface Rules {
  readonly data: { readonly groups: readonly { readonly name: string; readonly rules: readonly Omit<EvaluatedRule, 'group'>[] }[] };
}

const rulesAt = async (url: string): Promise<readonly EvaluatedRule[]> =>
  (await getJson<Rules>(`${url}/api/v1/rules`)).data.groups.flatMap(({ name, rules }) => rules.map((rule) => ({ ...rule, group: name })));

interface Answer {
  readonly data: { readonly result: readonly { readonly metric: SeriesLabels; readonly value: readonly [number, string] }[] };
}

const numberOf = (text: string): number => Number(text.replace('Inf', 'Infinity'));

const queryAt = async (url: string, expr: string): Promise<readonly Sample[]> =>
  (await getJson<Answer>(`${url}/api/v1/query?query=${encodeURIComponent(expr)}`)).data.result.map(({ metric, value }) => ({
    labels: metric,
    value: numberOf(value[1]),
  }));

const reload = async (url: string, directory: string, files: readonly ArtifactFile[]): Promise<void> => {
  putFiles(directory, files);
  const response = await fetch(`${url}/-/reload`, { method: 'POST' });
  if (!response.ok) throw new Error(`Prometheus does not reload: ${await response.text()}`);
};

/** The real daemon on generated files, on loopback. */
export const startPrometheus = async (daemons: Daemons, options: PrometheusOptions): Promise<Prometheus> => {
  const { files, port = await freePort(), args = [] } = options;
  const directory = daemons.directory();
  putFiles(directory, files);
  const url = `http://127.0.0.1:${port}`;
  const daemon = await daemons.start({
    name: 'prometheus',
    argv: [
      tool('prometheus'),
      `--config.file=${join(directory, 'prometheus.yml')}`,
      `--storage.tsdb.path=${daemons.directory()}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--web.enable-lifecycle',
      // The first alerts are dropped: Alertmanager is discovered some seconds after the rules start.
      '--rules.alert.resend-delay=1s',
      ...args,
    ],
    ready: () => isUp(`${url}/-/ready`),
  });
  return {
    daemon,
    url,
    port,
    directory,
    rules: () => rulesAt(url),
    alerts: async () => (await getJson<{ data: { alerts: readonly PendingAlert[] } }>(`${url}/api/v1/alerts`)).data.alerts,
    targets: async () => (await getJson<{ data: { activeTargets: readonly Target[] } }>(`${url}/api/v1/targets`)).data.activeTargets,
    query: (expr) => queryAt(url, expr),
    reload: (changed) => reload(url, directory, changed),
  };
};

/** All rules once each has been evaluated at least once, well or not. */
export const evaluatedRules = (prometheus: Prometheus): Promise<readonly EvaluatedRule[]> =>
  eventually(
    'every rule is evaluated',
    async () => {
      const rules = await prometheus.rules();
      return rules.length > 0 && rules.every(({ health }) => health !== 'unknown') && rules;
    },
    60_000,
  );
