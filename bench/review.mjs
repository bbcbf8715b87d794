// What it costs to review a change to N checks: node bench/review.mjs [--checks 10000] [--rounds 5] [--work DIR], after `npm run build`.
// Four changes are reviewed: none, the limits of one file, one limit in a shared default, and every threshold's own limit; beside them a
// build of the estate. `--warm-up` runs everything once before it counts.
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
    'warm-up': { type: 'boolean', default: false },
    work: { type: 'string', default: join(repository, 'generated/bench') },
  },
});
const checks = Number(values.checks);
const say = (text) => process.stderr.write(`${text}\n`);

const thresholdFiles = (estate) =>
  readdirSync(join(estate, 'thresholds'), { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const movedLimits = [/critical: (\d+)/g, (_, limit) => `critical: ${Number(limit) * 2 + (Number(limit) % 7)}`];

const edit = (files, from, to) => {
  for (const file of files) writeFileSync(file, readFileSync(file, 'utf8').replace(from, to));
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
  edit(thresholdFiles(ownMoved), ...movedLimits);
  const oneMoved = copy(own, at('one-moved'));
  edit(thresholdFiles(oneMoved).slice(0, 1), ...movedLimits);
  const shared = copy(own, at('shared'));
  edit(thresholdFiles(shared), /^ {2}above: .*\n/gm, '');
  const sharedMoved = copy(shared, at('shared-moved'));
  writeFileSync(join(shared, 'thresholds/_defaults.yaml'), 'above: { warning: 100, critical: 200 }\n');
  writeFileSync(join(sharedMoved, 'thresholds/_defaults.yaml'), 'above: { warning: 100, critical: 300 }\n');
  return { own, oneMoved, ownMoved, shared, sharedMoved };
};

const diff = (key, from, to) => ({
  key,
  argv: [process.execPath, cli, 'diff', '--from', from, '--to', to, '--cwd', from, '--format', 'markdown'],
});

const shown = ({ wall, cpu, memory }) => `${wall.toFixed(2)} s (processor ${cpu.toFixed(2)} s, ${memory.toFixed(0)} MiB)`;

/** What a review may cost, as a ratio to a cold build of the same estate in the same round. Goals for 10,000 checks. */
const goals = {
  none: { wall: 0.8, cpu: 0.8 },
  one: { wall: 1, cpu: 1.2 },
  shared: { wall: 1.3, cpu: 2 },
  own: { wall: 1.3, cpu: 2 },
};

const cell = (ratio, goal) => `${ratio.toFixed(2)} (≤ ${goal}: ${ratio <= goal ? 'met' : 'missed'})`;

const bench = () => {
  const { own, oneMoved, ownMoved, shared, sharedMoved } = estates();
  const commands = [
    coldBuild(own),
    diff('none', own, own),
    diff('one', own, oneMoved),
    diff('shared', shared, sharedMoved),
    diff('own', own, ownMoved),
  ];
  const found = rotate(commands, { rounds: Number(values.rounds), warmUp: values['warm-up'] }, say);
  const row = (what, key) => {
    const { wall, cpu } = found.ratio(key, 'build');
    return `| ${what} | ${shown(found.of(key))} | ${cell(wall, goals[key].wall)} | ${cell(cpu, goals[key].cpu)} |`;
  };
  return [
    `| what | median of ${found.rounds} | wall, to a build | processor, to a build |`,
    '| --- | --- | --- | --- |',
    `| cold build of ${checks} checks | ${shown(found.of('build'))} | | |`,
    row('review of no change', 'none'),
    row('review of the limits of one file', 'one'),
    row('review of one limit in a shared default', 'shared'),
    row("review of every threshold's own limit", 'own'),
  ].join('\n');
};

process.stdout.write(`${bench()}\n`);
