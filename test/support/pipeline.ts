import { alertmanager as alertmanagerEmitter } from '../../src/emitters/alertmanager/emitter.ts';
import { prometheus as prometheusEmitter } from '../../src/emitters/prometheus/emitter.ts';
import type { Model } from '../../src/model/model.ts';
import { type Alertmanager, startAlertmanager, type Told, toldTo } from './alertmanager.ts';
import { compileOnly, soundModel } from './compile-files.ts';
import { type Daemons, eventually } from './daemon.ts';
import { emitAll } from './emit.ts';
import type { Files } from './memory-tree.ts';
import { type NodeExporter, startNodeExporter } from './node-exporter.ts';
import { freePorts } from './ports.ts';
import { evaluatedRules, type Prometheus, startPrometheus } from './prometheus.ts';
import { startWebhook, type Webhook } from './webhook.ts';

/** Where the daemons of one pipeline listen, for the settings of its estate. */
export interface PipelinePorts {
  readonly exporter: number;
  readonly alertmanager: number;
  readonly prometheus: number;
  /** `http://127.0.0.1:PORT` */
  readonly webhook: string;
}

export interface Pipeline {
  readonly model: Model;
  readonly exporter: NodeExporter;
  readonly prometheus: Prometheus;
  readonly alertmanager: Alertmanager;
  readonly webhook: Webhook;
  /** Sets values of metrics, beside those that were set before. */
  readonly set: (values: Readonly<Record<string, number>>) => void;
  /** Everything the webhook has been told, in order. */
  readonly told: () => readonly Told[];
  /** Waits until the webhook is told of an alert with these labels, and gives the latest word of it. */
  readonly hears: (what: string, wanted: Wanted) => Promise<Told>;
}

export interface Wanted {
  readonly path?: string;
  readonly status?: Told['status'];
  readonly labels: Readonly<Record<string, string>>;
  /** Only what was told later, in milliseconds since 1970. */
  readonly since?: number;
}

export const matches = (one: Told, { path, status = 'firing', labels, since = 0 }: Wanted): boolean =>
  one.status === status &&
  one.at >= since &&
  (path === undefined || one.path === path) &&
  Object.entries(labels).every(([name, value]) => one.labels[name] === value);

const hears = async (webhook: Webhook, what: string, wanted: Wanted): Promise<Told> =>
  eventually(`the webhook hears ${what}`, () => toldTo(webhook).findLast((one) => matches(one, wanted)), 45_000);

/** From definitions to a webhook: every daemon is real, and reads what is generated from `estate`. */
export const startPipeline = async (daemons: Daemons, estate: (ports: PipelinePorts) => Files): Promise<Pipeline> => {
  const [exporterPort = 0, alertmanagerPort = 0, prometheusPort = 0] = await freePorts(3);
  const webhook = await startWebhook();
  const ports = { exporter: exporterPort, alertmanager: alertmanagerPort, prometheus: prometheusPort, webhook: webhook.url };
  const model = soundModel(await compileOnly(estate(ports)));
  const [exporter, alertmanager] = await Promise.all([
    startNodeExporter(daemons, { port: exporterPort }),
    startAlertmanager(daemons, { files: emitAll(alertmanagerEmitter, model).artifacts, port: alertmanagerPort }),
  ]);
  const prometheus = await startPrometheus(daemons, { files: emitAll(prometheusEmitter, model).artifacts, port: prometheusPort });
  await evaluatedRules(prometheus);
  const values = new Map<string, number>();
  const set = (changed: Readonly<Record<string, number>>): void => {
    for (const [name, value] of Object.entries(changed)) values.set(name, value);
    exporter.expose([...values].map(([name, value]) => `${name} ${value}\n`).join(''), 'values.prom');
  };
  return {
    model,
    exporter,
    prometheus,
    alertmanager,
    webhook,
    set,
    told: () => toldTo(webhook),
    hears: (what, wanted) => hears(webhook, what, wanted),
  };
};
