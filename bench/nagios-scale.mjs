// What 10,000 metric services cost on a real Nagios: looked at by the poller, and by a plugin each.
// After `npm run build`: node bench/nagios-scale.mjs [--services 10000] [--rounds 9] [--plugins 200]
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { coldBuild } from './lib/commands.mjs';
import { median, rotate, runOnce } from './lib/measure.mjs';
import {
  asDaemon,
  freePorts,
  giveToDaemon,
  gmetadConfig,
  metrics,
  requireTools,
  serve,
  start,
  stopAll,
  until,
  writeEstate,
} from './lib/nagios-scale.mjs';

const { values } = parseArgs({
  options: {
    services: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '9' },
    plugins: { type: 'string', default: '200' },
    serve: { type: 'string' },
  },
});
const [services, rounds, plugins] = [values.services, values.rounds, values.plugins].map(Number);
const say = (text) => process.stderr.write(`${text}\n`);

const read = (port) =>
  new Promise((resolve) => {
    let size = 0;
    createConnection(port, '127.0.0.1')
      .on('data', (chunk) => {
        size += chunk.length;
      })
      .on('error', () => resolve(0))
      .on('close', () => resolve(size));
  });

const statusOf = (places) => {
  const path = join(places.nagios, 'status.dat');
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
};
const checkedIn = (status) => (status.match(/\n\tcheck_type=1\n/g) ?? []).length;

/** One round of the poller, and how long the daemon takes to read what it hands in, from the first file that goes to the last. */
const oneRound = async (places, spool) => {
  const unread = () => readdirSync(spool).filter((name) => name.endsWith('.ok')).length;
  const poller = runOnce({ key: 'poller', argv: asDaemon([join(places.libexec, 'plimsoll-poll-metrics')]), cwd: '/' });
  const handedIn = unread();
  const waited = await until('Nagios begins to read', () => unread() < handedIn);
  const reading = await until('Nagios has read everything', () => unread() === 0);
  return { ...poller, taken: waited + reading, reading };
};

const mib = (value) => `${value.toFixed(0)} MiB`;
const ms = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);
const row = (what, text) => `| ${what} | ${text} |`;
const shown = ({ wall, cpu, memory }) => `${ms(wall)} (processor ${ms(cpu)}, ${mib(memory)})`;

const bench = async (work) => {
  requireTools();
  const at = (...names) => join(work, ...names);
  const places = { estate: at('estate'), nagios: at('n'), poller: at('p'), libexec: at('libexec'), tables: at('tables'), rrds: at('rrds') };
  const spool = join(places.nagios, 'spool/checkresults');
  const [source, xml, interactive] = await freePorts(3);
  writeEstate(places.estate, { services, places, ports: { xml, interactive } });
  giveToDaemon([work, places.nagios, join(places.nagios, 'rw'), join(places.nagios, 'spool'), spool, places.poller, places.rrds]);

  const build = rotate([coldBuild(places.estate)], { rounds: 3, warmUp: true }, say).of('build');
  const output = join(places.estate, 'generated/production/nagios');
  cpSync(join(output, 'libexec'), places.libexec, { recursive: true });
  cpSync(join(output, 'poller'), places.tables, { recursive: true });
  const verify = rotate([{ key: 'nagios4 -v', argv: ['nagios4', '-v', 'nagios.cfg'], cwd: output }], { rounds, warmUp: true }, say).of(
    'nagios4 -v',
  );

  start([process.execPath, fileURLToPath(import.meta.url), '--serve', String(source), '--services', String(services)]);
  await until('the source serves', () => read(source));
  writeFileSync(at('gmetad.conf'), gmetadConfig({ source, xml, interactive }, places.rrds));
  start(['gmetad', `--conf=${at('gmetad.conf')}`, '--debug=1']);
  const everything = await read(source);
  let size = 0;
  await until('gmetad has everything', async () => (size = await read(xml)) > 0.8 * everything);
  start(['nagios4', join(output, 'nagios.cfg')], { cwd: output });
  const ready = await until('Nagios is ready', () =>
    /Successfully launched command file worker/.test(
      existsSync(join(places.nagios, 'nagios.log')) ? readFileSync(join(places.nagios, 'nagios.log'), 'utf8') : '',
    ),
  );

  const first = await oneRound(places, spool);
  await until('status.dat has every service', () => checkedIn(statusOf(places)) === services + 1);
  say(`first round: ${shown(first)}, all ${services} services checked`);
  const all = [];
  for (let i = 0; i < rounds; i += 1) {
    all.push(await oneRound(places, spool));
    say(`round ${i + 1} of ${rounds}: ${shown(all.at(-1))}, taken after ${ms(all.at(-1).taken)}, read in ${ms(all.at(-1).reading)}`);
  }
  const of = (key) => median(all.map((one) => one[key]));

  const command = `${join(places.libexec, 'plimsoll-check-metric')} --gmetad 127.0.0.1:${interactive} --cluster scale --host host00007 --metric metric_3 --label metric_3 --unit tasks --stale-after 300 --above warning=10,critical=20,clear=5 --previous 0`;
  const loop = `i=0; while [ $i -lt ${plugins} ]; do ${command} >/dev/null; [ $? -le 2 ] || exit 1; i=$((i + 1)); done`;
  const sample = rotate([{ key: 'plugins', argv: ['/bin/sh', '-c', loop] }], { rounds: 3, warmUp: true }, say).of('plugins');
  const share = (value) => (value / plugins) * services;
  return [
    row(`cold build of the estate, Node's start included`, shown(build)),
    row('`nagios4 -v`', shown(verify)),
    row('Nagios from start until it takes commands', ms(ready)),
    row(
      `the poller, one round: reads ${mib(size / 2 ** 20)} from gmetad, judges, hands in`,
      shown({ wall: of('wall'), cpu: of('cpu'), memory: of('memory') }),
    ),
    row('Nagios reads the results, from the first file to the last', ms(of('reading'))),
    row('until Nagios has read them, the wait for its next look (every 10 s) included', ms(of('taken'))),
    row(
      `one plugin, mean of ${plugins} in a row, each asking gmetad for one metric of ${services / metrics} hosts`,
      `${ms(sample.wall / plugins)} (processor ${ms(sample.cpu / plugins)})`,
    ),
    row(
      `extrapolated from that: ${services} plugins, one round`,
      `${ms(share(sample.wall))} one after another (processor ${ms(share(sample.cpu))}), without what gmetad and Nagios' workers take`,
    ),
    row('processor time, plugins to poller', `${(share(sample.cpu) / of('cpu')).toFixed(0)} to 1`),
  ];
};

if (values.serve !== undefined) serve(Number(values.serve), services);
else {
  const work = mkdtempSync(join(tmpdir(), 'scale-'));
  try {
    const rows = await bench(work);
    process.stdout.write(`| what | median |\n| --- | --- |\n${rows.join('\n')}\n`);
  } finally {
    stopAll();
    rmSync(work, { recursive: true, force: true });
  }
}
