// The YAML front end (values and places; fallbacks included) against the `yaml` package (parseDocument, LineCounter, toJS), in turn on
// the same texts. After `npm run build`: node bench/yaml-front-end.mjs [--rounds 9] [FILE or DIRECTORY ...]
// Without paths it makes a seeded estate of 10,000 checks in memory and adds this repository's own definitions.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { LineCounter, parseDocument } from 'yaml';
import { parseYaml } from '../dist/compiler/load/yaml/parse-yaml.js';
import { parseSubset } from '../dist/compiler/load/yaml/subset/parse-subset.js';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rounds: { type: 'string', default: '9' } } });

const below = (path) =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => (name.startsWith('.') ? [] : below(join(path, name)))) : [path];
const textsBelow = (paths) =>
  paths
    .flatMap(below)
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => readFileSync(file, 'utf8'));

const generated = (count) => {
  let state = 20;
  const pick = (list) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return list[Math.floor((state / 2 ** 32) * list.length)];
  };
  const check = (n) => `${pick(['web', 'db', 'queue'])}-${n}:
  why: ${pick(['Users see missing thumbnails within an hour.', '"Pages: the replica serves stale photos."', '|\n    The archive stops.\n    See the drill of March.'])}
  owner: ${pick(['backend', 'ops', 'search'])}
  on: ${pick(['web', '[web, db]', 'offline-workers'])}
  threshold: queue-depth-${n % 40}
  for: ${pick(['5m', '90s', '1h'])} # as long as a restart
  notify: { critical: page, warning: ticket }
  labels: { tier: ${pick(['front', 'back'])}, shard: '${n % 7}' }
  above: { warning: ${pick(['10k', '80%', '250'])}, critical: ${pick(['50k', '95%', '900'])} }
  runbook: https://runbooks.example.com/${n}
`;
  const files = [];
  for (let n = 0; n < count; n += 20) files.push(Buffer.from(Array.from({ length: 20 }, (_, i) => check(n + i)).join('')).toString());
  return files;
};

const own = ['checks', 'thresholds', 'metrics', 'teams', 'schedules', 'inventory'];
const exists = (path) => statSync(path, { throwIfNoEntry: false }) !== undefined;
const texts = positionals.length > 0 ? textsBelow(positionals) : [...generated(10_000), ...textsBelow(own.filter(exists))];

const ours = async () => {
  for (const text of texts) {
    const result = parseYaml('f.yaml', text);
    if (result instanceof Promise) await result;
  }
};
const theirs = async () => {
  for (const text of texts) {
    const lineCounter = new LineCounter();
    parseDocument(text, { lineCounter }).toJS();
  }
};

const timed = async (work) => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

const plain = (value) => JSON.parse(JSON.stringify(value));
const asTexts = (value) => JSON.parse(JSON.stringify(value, (_, item) => (typeof item === 'number' ? String(item) : item)));
// Numbers are compared as texts: `0.10` is exact here and 0.1 there.
const sameNumber = (a, b) => isDeepStrictEqual(asTexts(a), asTexts(b));

const firstOurs = await timed(ours);
const firstTheirs = await timed(theirs);
let fallbacks = 0;
let differences = 0;
for (const text of texts) {
  const document = parseSubset('f.yaml', text);
  if (document === undefined) fallbacks += 1;
  else if (!sameNumber(plain(document.value), parseDocument(text).toJS())) differences += 1;
}

const ratios = [];
const a = [];
const b = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  a.push(await timed(ours));
  b.push(await timed(theirs));
  ratios.push(a.at(-1) / b.at(-1));
}
const bytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
const share = ((100 * fallbacks) / texts.length).toFixed(1);
console.log(`files ${texts.length}, ${(bytes / 1e6).toFixed(2)} MB; fallbacks ${fallbacks} (${share} %); differences ${differences}`);
const row = (name, x, y, ratio) => console.log(`${name}: front end ${x.toFixed(1)} ms, yaml ${y.toFixed(1)} ms, ratio ${ratio.toFixed(4)}`);
row('first pass, JIT cold', firstOurs, firstTheirs, firstOurs / firstTheirs);
row(`median of ${values.rounds} pairs (goal 0.10)`, median(a), median(b), median(ratios));
