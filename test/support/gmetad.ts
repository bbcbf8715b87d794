import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Daemon, Daemons } from './daemon.ts';
import type { Gmond } from './gmond.ts';
import { accepts, askTcp, freePorts } from './ports.ts';
import { tool } from './tools.ts';

export interface Gmetad {
  readonly daemon: Daemon;
  /** Port that serves the whole tree. */
  readonly xmlPort: number;
  /** Port that answers `/cluster/host/metric`. */
  readonly interactivePort: number;
  /** Where it keeps RRD files. */
  readonly rrds: string;
  /** The answer to one question on the interactive port, such as `/cluster/host/metric`. */
  readonly ask: (path: string) => Promise<Buffer>;
}

/** What gmetad reads a cluster from. */
type Source = Pick<Gmond, 'cluster' | 'port'>;

const configOf = (gmonds: readonly Source[], [xmlPort, interactivePort]: readonly number[], rrds: string): string =>
  [
    ...gmonds.map(({ cluster, port }) => `data_source "${cluster}" 1 127.0.0.1:${port}`),
    'gridname "plimsoll test"',
    'setuid off',
    'case_sensitive_hostnames 1',
    `xml_port ${xmlPort}`,
    `interactive_port ${interactivePort}`,
    `rrd_rootdir "${rrds}"`,
    'trusted_hosts 127.0.0.1',
    '',
  ].join('\n');

/** A gmetad of its own on loopback that polls these gmonds every second; `more` are further lines of its configuration. */
export const startGmetad = async (daemons: Daemons, gmonds: readonly Source[], more: readonly string[] = []): Promise<Gmetad> => {
  const ports = await freePorts(2);
  const [xmlPort = 0, interactivePort = 0] = ports;
  const directory = daemons.directory();
  const rrds = join(directory, 'rrds');
  mkdirSync(rrds);
  const config = join(directory, 'gmetad.conf');
  writeFileSync(config, `${configOf(gmonds, ports, rrds)}${more.map((line) => `${line}\n`).join('')}`);
  const daemon = await daemons.start({
    name: 'gmetad',
    argv: [tool('gmetad'), `--conf=${config}`, '--debug=1'],
    ready: async () => (await accepts(xmlPort)) && (await accepts(interactivePort)),
  });
  return { daemon, xmlPort, interactivePort, rrds, ask: (path) => askTcp(interactivePort, `${path}\n`) };
};
