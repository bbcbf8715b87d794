// Measures Plimsoll side by side with its peers: npm run bench -- [--rotations start,1k,10k,100k,yaml] [--rounds 9] [--large-rounds 3]
//   [--work DIR] [--write]
// Estates are kept in --work (`generated/bench` when left out) for the next time; --write puts the figures into bench/RESULTS.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cli, estateOf, findPython } from './lib/commands.mjs';
import { parserRows, rowsOf } from './lib/goals.mjs';
import { line, machine, tables } from './lib/report.mjs';
import { measure, rotations } from './lib/rotations.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const say = (text) => process.stdout.write(`${text}\n`);
const refuse = (text) => {
  process.stderr.write(`bench: ${text}\n`);
  process.exit(2);
};

const text = (fallback) => ({ type: 'string', default: fallback });
const { values } = parseArgs({
  options: {
    rotations: text('start,1k,10k,yaml'),
    rounds: text('9'),
    'large-rounds': text('3'),
    work: text(join(repository, 'generated/bench')),
    write: { type: 'boolean', default: false },
  },
});
const wanted = values.rotations.split(',');
const unknown = wanted.filter((name) => ![...rotations, 'yaml'].includes(name));
if (unknown.length > 0) refuse(`no rotation \`${unknown.join(', ')}\`; there are ${rotations.join(', ')} and yaml`);
if (!existsSync(cli)) refuse('build the tool first: npm run build');
const missing = ['promtool', 'nagios4', '/usr/bin/time'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
const python = findPython();
if (python === undefined) missing.push('a Python with PyYAML (libyaml) and Jinja2');
if (missing.length > 0) refuse(`not found: ${missing.join(', ')}`);

const work = resolve(values.work);
const bench = {
  python,
  say,
  estate: (name) => estateOf(work, name),
  rounds: (rotation) => Number(rotation === '100k' ? values['large-rounds'] : values.rounds),
};

const rows = [];
const loads = [];
for (const name of wanted) {
  loads.push(loadavg()[0]);
  say(`\n${name}`);
  const found = name === 'yaml' ? parserRows(bench) : rowsOf(name, measure(name, bench));
  loads.push(loadavg()[0]);
  rows.push(...found);
  for (const row of found) say(line(row));
}

const marker = '<!-- figures: npm run bench -- --write -->\n';
const command = `npm run bench -- --rotations ${values.rotations} --rounds ${values.rounds} --large-rounds ${values['large-rounds']}`;
const figures = `Made by \`${command}\`.

${machine(python)}
- Load average meanwhile: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}, our own processes included

${tables(rows)}`;
if (values.write) {
  const results = join(repository, 'bench/RESULTS.md');
  const [head] = readFileSync(results, 'utf8').split(marker);
  writeFileSync(results, `${head}${marker}\n${figures}`);
}
