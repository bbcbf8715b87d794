// An estate of many metric services on few checks, with the daemons that look at it: a source of XML, a real gmetad, a real Nagios.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

export const metrics = 10;
const names = (count, name) => Array.from({ length: count }, (_, i) => name(i));
const hostName = (i) => `host${String(i).padStart(5, '0')}`;

const put = (path, text) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const block = (i) => `metric_${i}:
  why: Measured to see how many services one process can look at.
  owner: ops
  type: gauge
  unit: tasks
  from: { ganglia: metric_${i} }
`;

const thresholdOf = (i) => `metric-${i}:
  metric: metric_${i}
  why: One in a hundred services is not OK.
  owner: ops
  above: { warning: 10, critical: 20, clear: 5 }
`;

const checkOf = (i) => `metric-${i}:
  why: Somebody has to look.
  owner: ops
  on: all
  threshold: metric-${i}
  for: 1h
  notify: { critical: page, warning: ticket }
  runbook: https://runbooks.example.com/metric
`;

const teamText = `ops:
  name: Operations
  receivers:
    page: { email: page@example.com }
    ticket: { email: ticket@example.com }
`;

/** Writes the definitions of `services` services; JSON is YAML. */
export const writeEstate = (root, { services, places, ports }) => {
  const hosts = names(services / metrics, hostName);
  const options = {
    metricResults: 'poller',
    hostCheck: 'none',
    gmetad: { host: '127.0.0.1', port: ports.interactive },
    stateDirectory: places.nagios,
    logFile: join(places.nagios, 'nagios.log'),
    libraryDirectory: places.libexec,
    poller: { port: ports.xml, tableDirectory: places.tables, stateDirectory: places.poller, owner: 'ops' },
  };
  const settings = { estate: 'scale', why: 'Many services.', environments: { production: {} }, targets: { nagios: options } };
  put(join(root, 'plimsoll.yaml'), JSON.stringify(settings));
  put(join(root, 'teams/teams.yaml'), teamText);
  put(join(root, 'inventory/groups/groups.yaml'), 'all:\n  why: All of them.\n');
  const host = (id, i) => `${id}: { address: 10.1.${i >> 8}.${i & 255}, groups: [all] }\n`;
  put(join(root, 'inventory/hosts/hosts.yaml'), hosts.map(host).join(''));
  for (const [folder, text] of [
    ['metrics', block],
    ['thresholds', thresholdOf],
    ['checks', checkOf],
  ])
    put(join(root, folder, 'metrics.yaml'), names(metrics, text).join(''));
};

const metricXml = (i, value) =>
  `<METRIC NAME="metric_${i}" VAL="${value}" TYPE="double" UNITS="tasks" TN="0" TMAX="60" DMAX="0" SLOPE="both">\n<EXTRA_DATA>\n` +
  '<EXTRA_ELEMENT NAME="GROUP" VAL="core"/>\n<EXTRA_ELEMENT NAME="DESC" VAL="Something that is measured"/>\n' +
  `<EXTRA_ELEMENT NAME="TITLE" VAL="Metric ${i}"/>\n</EXTRA_DATA>\n</METRIC>\n`;

/** What a gmond would serve: the metrics that are looked at, and as many besides. One in a hundred is not OK. */
const xmlOf = (services) => {
  const now = Math.floor(Date.now() / 1000);
  const host = (id, h) =>
    `<HOST NAME="${id}" IP="10.1.${h >> 8}.${h & 255}" TAGS="" REPORTED="${now}" TN="0" TMAX="20" DMAX="0" LOCATION="unspecified" GMOND_STARTED="${now}">\n` +
    `${names(2 * metrics, (i) => metricXml(i, (h + i) % 100 === 0 ? 25 : 3)).join('')}</HOST>\n`;
  return (
    '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>\n<GANGLIA_XML VERSION="3.7.2" SOURCE="gmond">\n' +
    `<CLUSTER NAME="scale" LOCALTIME="${now}" OWNER="" LATLONG="" URL="">\n` +
    `${names(services / metrics, hostName)
      .map(host)
      .join('')}</CLUSTER>\n</GANGLIA_XML>\n`
  );
};

/** Serves until it is killed; a process of its own, since measuring blocks the one that measures. */
export const serve = (port, services) => {
  const text = Buffer.from(xmlOf(services));
  createServer((socket) => {
    socket.on('error', () => {});
    socket.end(text);
  }).listen(port, '127.0.0.1');
};

export const freePorts = async (count) => {
  const servers = await Promise.all(
    names(
      count,
      () =>
        new Promise((resolve) => {
          const server = createServer().listen(0, '127.0.0.1', () => resolve(server));
        }),
    ),
  );
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
};

const running = [];
/** Starts a daemon that stays in the foreground. */
export const start = (argv, options = {}) => {
  const child = spawn(argv[0], argv.slice(1), { stdio: 'ignore', ...options });
  running.push(child);
  return child;
};
export const stopAll = () => running.splice(0).forEach((child) => child.kill('SIGKILL'));

export const gmetadConfig = ({ source, xml, interactive }, folder) =>
  [`data_source "scale" 5 127.0.0.1:${source}`, 'setuid off', 'case_sensitive_hostnames 1', `xml_port ${xml}`]
    .concat([`interactive_port ${interactive}`, `rrd_rootdir "${folder}"`, 'write_rrds off', 'trusted_hosts 127.0.0.1', ''])
    .join('\n');

const daemonIds = () => ['-u', '-g'].map((kind) => Number(spawnSync('id', [kind, 'nagios'], { encoding: 'utf8' }).stdout));
const isRoot = process.getuid() === 0;

/** Folders that the daemon's user owns. */
export const giveToDaemon = (folders) => {
  for (const folder of folders) {
    mkdirSync(folder, { recursive: true });
    if (isRoot) chownSync(folder, ...daemonIds());
    chmodSync(folder, 0o750);
  }
};

export const asDaemon = (argv) => (isRoot ? ['setpriv', '--reuid=nagios', '--regid=nagios', '--clear-groups', '--', ...argv] : argv);

/** Waits for a condition, looking every five milliseconds; how long it took, in seconds. */
export const until = async (what, holds, within = 60) => {
  const began = performance.now();
  while (!(await holds())) {
    if (performance.now() - began > within * 1000) throw new Error(`${what}: not within ${within} s`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return (performance.now() - began) / 1000;
};

export const requireTools = () => {
  const missing = ['nagios4', 'gmetad'].filter(
    (tool) => !['/usr/sbin', '/usr/bin', '/sbin', '/bin'].some((folder) => existsSync(join(folder, tool))),
  );
  if (missing.length > 0) throw new Error(`${missing.join(', ')} not installed (scripts/install-daemons.sh)`);
};
