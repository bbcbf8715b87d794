// What it costs to review a change to N checks: node bench/review.mjs [--checks 10000] [--rounds 5] [--work DIR], after `npm run build`.
// Three changes are reviewed: none, one limit in a shared default, and every threshold's own limit; beside them a build of the estate.
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeEstate } from './generate-estate.mjs';
import { cli, coldBuild } from './lib/commands.mjs';
import { rotate } from './lib/measure.mjs';

const repository = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '5' },
    work: { type: 'string', default: join(repository, 'generated/bench') },
  },
});
const checks = Number(values.checks);
const say = (text) => process.stderr.write(`${text}\n`);

const thresholdFiles = (estate) =>
  readdirSync(join(estate, 'thresholds'), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const edit = (estate, from, to) => {
  for (const file of thresholdFiles(estate)) writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
};

const copy = (from, to) => {
  rmSync(to, { recursive: true, force: true });
  cpSync(from, to, { recursive: true });
  return to;
};

/** The estate, and the same after each of the changes. */
const estates = () => {
  const at = (name) => resolve(values.work, `review-${checks}-${name}`);
  const own = at('own');
  if (!existsSync(own)) writeEstate(own, { checks, form: 'yaml' });
  const ownMoved = copy(own, at('own-moved'));
  edit(ownMoved, /critical: (\d+)/g, (_, limit) => `critical: ${Number(limit) * 2 + (Number(limit) % 7)}`);
  const shared = copy(own, at('shared'));
  edit(shared, /^ {2}above: .*\n/gm, '');
  const sharedMoved = copy(shared, at('shared-moved'));
  writeFileSync(join(shared, 'thresholds/_defaults.yaml'), 'above: { warning: 100, critical: 200 }\n');
  writeFileSync(join(sharedMoved, 'thresholds/_defaults.yaml'), 'above: { warning: 100, critical: 300 }\n');
  return { own, ownMoved, shared, sharedMoved };
};

const diff = (key, from, to) => ({
  key,
  argv: [process.execPath, cli, 'diff', '--from', from, '--to', to, '--cwd', from, '--format', 'markdown'],
});

const shown = ({ wall, cpu, memory }) => `${wall.toFixed(2)} s (processor ${cpu.toFixed(2)} s, ${memory.toFixed(0)} MiB)`;

const bench = () => {
  const { own, ownMoved, shared, sharedMoved } = estates();
  const commands = [coldBuild(own), diff('none', own, own), diff('shared', shared, sharedMoved), diff('own', own, ownMoved)];
  const found = rotate(commands, { rounds: Number(values.rounds), warmUp: true }, say);
  const row = (what, key) =>
    `| ${what} | ${shown(found.of(key))} | ${found.ratio(key, 'build').wall.toFixed(2)} | ${found.ratio(key, 'build').cpu.toFixed(2)} |`;
  return [
    `| what | median of ${found.rounds} | wall, to a build | processor, to a build |`,
    '| --- | --- | --- | --- |',
    row(`cold build of ${checks} checks`, 'build'),
    row('review of no change', 'none'),
    row('review of one limit in a shared default', 'shared'),
    row("review of every threshold's own limit", 'own'),
  ].join('\n');
};

process.stdout.write(`${bench()}\n`);
