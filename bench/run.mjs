// Measures Plimsoll side by side with its peers: npm run bench -- [--sizes 1k,10k,100k] [--goals 1,2] [--pairs 9] [--large-pairs 3]
//   [--work DIR] [--write]
// Estates are kept in --work (by default `generated/bench`) for the next time; --write puts the figures into bench/RESULTS.md.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checksOf, cli, findPython, prepared } from './lib/commands.mjs';
import { goals } from './lib/goals.mjs';
import { line, machine, tables } from './lib/report.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const say = (text) => process.stdout.write(`${text}\n`);

const text = (fallback) => ({ type: 'string', default: fallback });
const { values } = parseArgs({
  options: {
    sizes: text('1k,10k'),
    goals: text('0,1,2,3,4,5,6,7,8'),
    pairs: text('9'),
    'large-pairs': text('3'),
    work: text(join(repository, 'generated/bench')),
    write: { type: 'boolean', default: false },
  },
});
const work = resolve(values.work);
const sizes = values.sizes.split(',');
const wanted = values.goals.split(',').map(Number);
const pairs = (size) => Number(size.startsWith('100k') ? values['large-pairs'] : values.pairs);

if (!existsSync(cli)) {
  process.stderr.write('bench: build the tool first: npm run build\n');
  process.exit(2);
}
const missing = ['promtool', 'nagios4', '/usr/bin/time'].filter((tool) => spawnSync(tool, ['--version']).error !== undefined);
const python = findPython();
if (missing.length > 0 || python === undefined) {
  const lacking = [...missing, ...(python === undefined ? ['a Python with PyYAML (libyaml) and Jinja2'] : [])];
  process.stderr.write(`bench: not found: ${lacking.join(', ')}\n`);
  process.exit(2);
}

const known = new Map();
const estate = (name) => {
  if (!known.has(name)) known.set(name, prepared(work, name));
  return known.get(name);
};

const affordable = (name) => sizes.includes(name.split('-')[0]) || Number(name) > 0;
const chosen = goals.filter(({ number, needs }) => wanted.includes(number) && needs.every(affordable));
const rows = new Map();
const loads = [];
for (const goal of chosen) {
  loads.push(loadavg()[0]);
  const found = goal.measure({ estate, pairs, python, checks: checksOf });
  rows.set(goal.number, [...(rows.get(goal.number) ?? []), ...found]);
  for (const row of found) say(line(row));
}

const results = join(repository, 'bench/RESULTS.md');
const marker = '<!-- figures -->\n';
const figures = `Made with \`npm run bench -- --sizes ${values.sizes} --goals ${values.goals} --pairs ${values.pairs} --large-pairs ${values['large-pairs']}\`.

${machine(python)}
- Load average while measuring: ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}, our own processes included

${tables(rows)}`;
if (values.write) {
  const [head] = readFileSync(results, 'utf8').split(marker);
  writeFileSync(results, `${head}${marker}\n${figures}`);
}
