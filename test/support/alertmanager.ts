import { join } from 'node:path';
import { type ArtifactFile, putFiles } from './artifact-files.ts';
import type { Daemon, Daemons } from './daemon.ts';
import { getJson, isUp } from './http-json.ts';
import { freePort } from './ports.ts';
import { tool } from './tools.ts';
import type { Webhook } from './webhook.ts';

type Texts = Readonly<Record<string, string>>;

/** An alert as Alertmanager holds it. */
export interface HeldAlert {
  readonly labels: Texts;
  readonly annotations: Texts;
  readonly receivers: readonly { readonly name: string }[];
  readonly status: { readonly state: 'active' | 'suppressed' | 'unprocessed'; readonly inhibitedBy: readonly string[] };
}

export interface Alertmanager {
  readonly daemon: Daemon;
  readonly url: string;
  readonly port: number;
  readonly directory: string;
  readonly alerts: () => Promise<readonly HeldAlert[]>;
  /** Hands alerts in, as Prometheus does. */
  readonly post: (alerts: readonly PostedAlert[]) => Promise<void>;
}

export interface PostedAlert {
  readonly labels: Texts;
  readonly annotations?: Texts;
  readonly startsAt?: string;
  readonly endsAt?: string;
}

export interface AlertmanagerOptions {
  /** What the emitter gave, `alertmanager.yml` among it. */
  readonly files: readonly ArtifactFile[];
  /** A free one when left out. */
  readonly port?: number;
  readonly args?: readonly string[];
}

const post = async (url: string, alerts: readonly PostedAlert[]): Promise<void> => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${url}/api/v2/alerts`, { method: 'POST', headers, body: JSON.stringify(alerts) });
  if (!response.ok) throw new Error(`Alertmanager refuses alerts: ${await response.text()}`);
};

/** The real daemon on generated files, on loopback, without a cluster. */
export const startAlertmanager = async (daemons: Daemons, options: AlertmanagerOptions): Promise<Alertmanager> => {
  const { files, port = await freePort(), args = [] } = options;
  const directory = daemons.directory();
  putFiles(directory, files);
  const url = `http://127.0.0.1:${port}`;
  const daemon = await daemons.start({
    name: 'alertmanager',
    argv: [
      tool('prometheus-alertmanager'),
      `--config.file=${join(directory, 'alertmanager.yml')}`,
      `--storage.path=${daemons.directory()}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      ...args,
    ],
    ready: () => isUp(`${url}/-/ready`),
  });
  return { daemon, url, port, directory, alerts: () => getJson(`${url}/api/v2/alerts`), post: (alerts) => post(url, alerts) };
};

/** An alert as a webhook is told of it. */
export interface ToldAlert {
  readonly status: 'firing' | 'resolved';
  readonly labels: Texts;
  readonly annotations: Texts;
}

export interface Told extends ToldAlert {
  /** The path of the webhook it arrived at. */
  readonly path: string;
  readonly receiver: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** Every alert that Alertmanager has told a webhook of, in order. */
export const toldTo = (webhook: Webhook): readonly Told[] =>
  webhook.received().flatMap(({ path, body, at }) => {
    const { alerts, receiver } = JSON.parse(body) as { alerts: readonly ToldAlert[]; receiver: string };
    return alerts.map((alert) => ({ ...alert, path, receiver, at }));
  });
