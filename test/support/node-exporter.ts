import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Daemon, Daemons } from './daemon.ts';
import { isUp } from './http-json.ts';
import { freePort } from './ports.ts';
import { tool } from './tools.ts';

export interface NodeExporter {
  readonly daemon: Daemon;
  readonly port: number;
  /** `127.0.0.1:PORT` */
  readonly address: string;
  readonly textfileDirectory: string;
  /** Replaces a textfile at once, as a collector must: another name first, then rename. */
  readonly expose: (text: string, name?: string) => void;
}

export interface NodeExporterOptions {
  readonly port?: number;
  readonly textfileDirectory?: string;
  /** Collectors beside `textfile`. */
  readonly collectors?: readonly string[];
}

/** The real node_exporter on loopback, with the textfile collector and nothing else unless asked for. */
export const startNodeExporter = async (daemons: Daemons, options: NodeExporterOptions = {}): Promise<NodeExporter> => {
  const { port = await freePort(), textfileDirectory = daemons.directory(0o777), collectors = [] } = options;
  const address = `127.0.0.1:${port}`;
  const daemon = await daemons.start({
    name: 'node_exporter',
    argv: [
      tool('prometheus-node-exporter'),
      '--collector.disable-defaults',
      ...['textfile', ...collectors].map((name) => `--collector.${name}`),
      `--collector.textfile.directory=${textfileDirectory}`,
      `--web.listen-address=${address}`,
    ],
    ready: () => isUp(`http://${address}/metrics`),
  });
  const expose = (text: string, name = 'plimsoll.prom'): void => {
    const path = join(textfileDirectory, name);
    writeFileSync(`${path}.tmp`, text);
    renameSync(`${path}.tmp`, path);
  };
  return { daemon, port, address, textfileDirectory, expose };
};
