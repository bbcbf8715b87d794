import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Daemon, Daemons } from './daemon.ts';
import { accepts, askTcp, freePort } from './ports.ts';
import { tool } from './tools.ts';

export interface Gmond {
  readonly daemon: Daemon;
  /** TCP port that serves the XML; the same number is its UDP port for metrics. */
  readonly port: number;
  /** Configuration whose send channel leads here, for `gmetric --conf`. Readable by any user. */
  readonly config: string;
  readonly cluster: string;
  /** Name under which its metrics are filed. */
  readonly host: string;
  /** The XML as it is served now. */
  readonly xml: () => Promise<Buffer>;
}

export interface GmondOptions {
  readonly cluster?: string;
  readonly host?: string;
}

const configOf = (port: number, cluster: string, host: string): string => `globals {
  daemonize = no
  setuid = no
  mute = no
  deaf = no
  allow_extra_data = yes
  host_dmax = 0
  cleanup_threshold = 5
  gexec = no
  send_metadata_interval = 0
  override_hostname = "${host}"
}
cluster { name = "${cluster}" owner = "unspecified" latlong = "unspecified" url = "unspecified" }
host { location = "unspecified" }
udp_send_channel { host = 127.0.0.1 port = ${port} ttl = 1 }
udp_recv_channel { port = ${port} bind = 127.0.0.1 retry_bind = true }
tcp_accept_channel { port = ${port} bind = 127.0.0.1 }
modules { module { name = "core_metrics" } }
collection_group {
  collect_once = no
  collect_every = 5
  time_threshold = 5
  metric { name = "heartbeat" }
}
`;

/** A gmond of its own on loopback, with nothing but a heartbeat besides what is sent to it. */
export const startGmond = async (daemons: Daemons, options: GmondOptions = {}): Promise<Gmond> => {
  const { cluster = 'plimsoll test', host = 'worker1' } = options;
  const port = await freePort();
  const config = join(daemons.directory(), 'gmond.conf');
  writeFileSync(config, configOf(port, cluster, host), { mode: 0o644 });
  const daemon = await daemons.start({
    name: 'gmond',
    argv: [tool('gmond'), '--foreground', `--conf=${config}`],
    ready: () => accepts(port),
  });
  return { daemon, port, config, cluster, host, xml: () => askTcp(port) };
};
