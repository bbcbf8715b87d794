import { createServer, type Socket } from 'node:net';
import { afterAll } from 'vitest';

/** A metric as a gmond would have heard it. */
export interface SourceMetric {
  readonly value: string;
  /** `double` when left out. */
  readonly type?: string;
  /** Seconds since it was heard; 0 when left out. */
  readonly age?: number;
}

/** Host, then metric. */
export type SourceHosts = Readonly<Record<string, Readonly<Record<string, SourceMetric | string | number>>>>;

/** Serves XML as gmond does, for any number of hosts; gmetad reads it as the real one's. */
export interface GangliaSource {
  readonly port: number;
  readonly cluster: string;
  readonly serve: (hosts: SourceHosts) => void;
  /** Serves any text instead. */
  readonly serveText: (text: string) => void;
  /** How often everything that is served now has been read. */
  readonly reads: () => number;
  readonly stop: () => Promise<void>;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };
const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);

const metricText = (name: string, given: SourceMetric | string | number): string => {
  const { value, type = 'double', age = 0 } = typeof given === 'object' ? given : { value: String(given) };
  return (
    `<METRIC NAME="${name}" VAL="${escape(value)}" TYPE="${type}" UNITS="tasks" TN="${age}" TMAX="60" DMAX="0" SLOPE="both">\n` +
    `<EXTRA_DATA>\n<EXTRA_ELEMENT NAME="GROUP" VAL="plimsoll"/>\n<EXTRA_ELEMENT NAME="DESC" VAL="Made up for a test"/>\n` +
    `<EXTRA_ELEMENT NAME="TITLE" VAL="${name}"/>\n</EXTRA_DATA>\n</METRIC>\n`
  );
};

const hostText = (name: string, i: number, metrics: SourceHosts[string]): string => {
  const now = Math.floor(Date.now() / 1000);
  const ip = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
  const head = `<HOST NAME="${name}" IP="${ip}" TAGS="" REPORTED="${now}" TN="0" TMAX="20" DMAX="0" LOCATION="unspecified" GMOND_STARTED="${now - 60}">\n`;
  const body = Object.entries(metrics).map(([metric, given]) => metricText(metric, given));
  return `${head}${body.join('')}</HOST>\n`;
};

/** The document a gmond would serve. */
export const gmondXml = (cluster: string, hosts: SourceHosts): string => {
  const now = Math.floor(Date.now() / 1000);
  const body = Object.entries(hosts).map(([name, metrics], i) => hostText(name, i, metrics));
  return (
    '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>\n<GANGLIA_XML VERSION="3.7.2" SOURCE="gmond">\n' +
    `<CLUSTER NAME="${cluster}" LOCALTIME="${now}" OWNER="unspecified" LATLONG="unspecified" URL="unspecified">\n` +
    `${body.join('')}</CLUSTER>\n</GANGLIA_XML>\n`
  );
};

/** A source of its own on loopback that is stopped after the suite. */
export const startGangliaSource = async (cluster = 'plimsoll test'): Promise<GangliaSource> => {
  let text = (): string => gmondXml(cluster, {});
  let reads = 0;
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    socket.end(text(), () => {
      reads += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const set = (next: () => string): void => {
    text = next;
    reads = 0;
  };
  const stop = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  };
  afterAll(stop);
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    cluster,
    serve: (hosts) => set(() => gmondXml(cluster, hosts)),
    serveText: (fixed) => set(() => fixed),
    reads: () => reads,
    stop,
  };
};
