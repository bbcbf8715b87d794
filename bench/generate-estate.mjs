// Writes a seeded estate of N checks: node bench/generate-estate.mjs --checks 10000 --out DIR [--form yaml|typescript] [--seed 1]
// The same seed and number give the same estate on every machine, and both forms mean the same.
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const perFile = 20;
const hostsPerFile = 500;

/** A linear congruential generator (Numerical Recipes). */
const randomFrom = (seed) => {
  let state = seed >>> 0;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const whole = (from, to) => from + Math.floor(next() * (to - from + 1));
  return { next, whole, pick: (items) => items[whole(0, items.length - 1)] };
};

const scalar = (value) =>
  typeof value === 'number' || /^[A-Za-z0-9][A-Za-z0-9 ,./%_-]*$/.test(value) ? String(value) : JSON.stringify(value);

const flow = (value) => {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object') return scalar(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
  return `{ ${entries.join(', ')} }`;
};

const yamlText = (definitions) =>
  Object.entries(definitions)
    .map(([id, definition]) => {
      const lines = Object.entries(definition).map(([key, value]) => `  ${key}: ${flow(value)}\n`);
      return `${id}:\n${lines.join('')}`;
    })
    .join('\n');

const typescriptText = (builder, definitions) =>
  `import { ${builder} } from 'plimsoll';\n\nexport default ${builder}(${JSON.stringify(definitions, null, 2)});\n`;

/** Adds files to `files`, by path. */
const writerOf = (form, files) => (folder, name, builder, definitions) => {
  if (Object.keys(definitions).length === 0) return;
  if (form === 'typescript') files.set(`${folder}/${name}.ts`, typescriptText(builder, definitions));
  else files.set(`${folder}/${name}.yaml`, yamlText(definitions));
};

const settings = (total) => `estate: bench
environments:
  production: {}
targets:
  nagios: {}
  ganglia: {}
  prometheus: {}
  alertmanager: { smtp: { smarthost: 'mail.example.com:25', from: alerts@example.com }, defaultReceiver: team-0 }
policy:
  checksPerTeam: ${total}
`;

const teamOf = (id) => ({
  name: `Team ${id}`,
  receivers: { page: { pagerduty: { routingKeyFile: `/etc/plimsoll/secrets/${id}` } }, ticket: { email: `${id}@example.com` } },
});

const addressOf = (n) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`;

const addInventory = (add, hostCount, groups) => {
  add('inventory/groups', 'groups', 'groups', Object.fromEntries(groups.map((id) => [id, { why: `Machines of ${id}.` }])));
  for (let first = 0; first < hostCount; first += hostsPerFile) {
    const numbers = Array.from({ length: Math.min(hostsPerFile, hostCount - first) }, (_, i) => first + i);
    const hosts = numbers.map((n) => [`host-${n}`, { address: addressOf(n), groups: [groups[n % groups.length]] }]);
    add('inventory/hosts', `hosts-${first / hostsPerFile}`, 'hosts', Object.fromEntries(hosts));
  }
};

const reasons = ['Users wait', 'Uploads stall', 'The backlog grows', 'Searches miss new photos', 'Pages turn up without thumbnails'];

/** Seven checks of ten watch a metric of their own by a threshold; the others open a TCP connection. One of ten looks rarely. */
const addCheck = (n, owner, { random, groups, ports, definitions }) => {
  const id = `check-${n}`;
  const why = (subject) => `${random.pick(reasons)} when ${subject} drifts; measured in load test ${random.whole(1, 900)}.`;
  const common = {
    why: why(id),
    owner,
    on: random.pick(groups),
    notify: { critical: 'page', warning: 'ticket' },
    // The script it is measured against has alerts for limits alone.
    unknown: 'ignore',
    runbook: `https://runbooks.example.com/${id}`,
    ...(random.next() < 0.1 ? { every: '2m', retry: '1m' } : {}),
  };
  if (random.next() >= 0.7) {
    // No port twice in a group: that would be the same check twice.
    const port = (ports.get(common.on) ?? 1023) + 1;
    ports.set(common.on, port);
    definitions.checks[id] = { ...common, probe: { tcp: { port } } };
    return;
  }
  const metric = `metric_${n}`;
  const from = { dropFile: `app-${n % 97}` };
  definitions.metrics[metric] = { why: why(`metric ${n}`), owner, type: 'gauge', unit: 'tasks', range: '0..', from };
  const warning = random.whole(10, 5000);
  const above = { warning, critical: warning * random.whole(2, 9) };
  definitions.thresholds[id] = { metric, why: why('the limit'), owner, above, for: random.pick(['2m', '5m', '10m']) };
  definitions.checks[id] = { ...common, threshold: id };
};

/** The files of an estate, by path. */
export const estateFiles = ({ checks: total, form = 'yaml', seed = 1 }) => {
  const random = randomFrom(seed);
  const files = new Map([['plimsoll.yaml', settings(total)]]);
  const add = writerOf(form, files);
  const count = (divisor, least) => Math.max(least, Math.floor(total / divisor));
  const teams = Array.from({ length: Math.min(60, count(150, 3)) }, (_, i) => `team-${i}`);
  const hostCount = count(20, 5);
  const groups = Array.from({ length: count(100, 1) }, (_, i) => `group-${i}`);
  add('teams', 'teams', 'teams', Object.fromEntries(teams.map((id) => [id, teamOf(id)])));
  addInventory(add, hostCount, groups);
  const ports = new Map();
  for (let first = 0; first < total; first += perFile) {
    const number = first / perFile;
    const team = teams[number % teams.length];
    const definitions = { metrics: {}, thresholds: {}, checks: {} };
    for (let n = first; n < Math.min(first + perFile, total); n += 1) addCheck(n, team, { random, groups, ports, definitions });
    for (const [kind, entries] of Object.entries(definitions)) add(`${kind}/${team}`, `file-${number}`, kind, entries);
  }
  return files;
};

/** Writes an estate into `out`, which must be new, empty or an estate itself. */
export const writeEstate = (out, options) => {
  if (existsSync(out) && readdirSync(out).length > 0 && !existsSync(join(out, 'plimsoll.yaml')))
    throw new Error(`${out} holds something that is not an estate`);
  rmSync(out, { recursive: true, force: true });
  for (const [path, text] of estateFiles(options)) {
    const full = join(out, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
};

const usage = 'usage: node bench/generate-estate.mjs --checks N --out DIR [--form yaml|typescript] [--seed N]';

const main = () => {
  const text = { type: 'string' };
  const { values } = parseArgs({ options: { checks: text, out: text, form: text, seed: text } });
  const { checks, out, form = 'yaml', seed = '1' } = values;
  const isFine = out && /^[1-9]\d*$/.test(checks ?? '') && ['yaml', 'typescript'].includes(form) && /^\d+$/.test(seed);
  if (!isFine) {
    process.stderr.write(`${usage}\n`);
    process.exitCode = 2;
    return;
  }
  writeEstate(out, { checks: Number(checks), form, seed: Number(seed) });
  process.stdout.write(`${checks} checks in ${out}\n`);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) main();
