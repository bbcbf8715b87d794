// Whole processes side by side: A B C A B C …, and the median of the ratios of each round.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const gnuTime = '/usr/bin/time';

/** Ends what hangs, with status 124: what takes longer than this many seconds. */
const limit = ['timeout', '--kill-after=5', '600'];

/** @typedef {{ key: string, argv: readonly string[] | (() => readonly string[]), cwd?: string, before?: () => void }} Command */

export const median = (list) => {
  const sorted = [...list].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
};

const tail = (text) => text.trim().split('\n').slice(-12).join('\n');

/**
 * Runs a command to its end: wall clock and processor time in seconds, peak memory in MiB. GNU time stands between, since a child
 * of Node itself would be charged with Node's memory.
 */
export const runOnce = ({ key, argv, cwd = process.cwd(), before }) => {
  before?.();
  const words = typeof argv === 'function' ? argv() : argv;
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
  const output = join(folder, 'output');
  const file = openSync(output, 'w');
  try {
    const started = performance.now();
    const { status, error } = spawnSync(gnuTime, ['-q', '-f', '%U %S %M', '-o', join(folder, 'time'), ...limit, ...words], {
      cwd,
      stdio: ['ignore', file, file],
    });
    const wall = (performance.now() - started) / 1e3;
    if (error !== undefined) throw new Error(`${gnuTime} cannot be run (${error.message}); it is Debian's package time`);
    if (status !== 0) throw new Error(`${key}: exit status ${status}\n${tail(readFileSync(output, 'utf8'))}`);
    const [user, system, kib] = readFileSync(join(folder, 'time'), 'utf8').trim().split(' ').map(Number);
    return { wall, cpu: user + system, memory: kib / 1024 };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
};

const measures = ['wall', 'cpu', 'memory'];
const byMeasure = (valueOf) => Object.fromEntries(measures.map((measure) => [measure, valueOf(measure)]));

/**
 * Runs every command once in each round, always in the same order, so that what the machine does besides falls on all of them. A
 * warm-up round is not counted. Answers what one command took, and the ratio of two: medians over rounds.
 */
export const rotate = (commands, { rounds, warmUp }, say) => {
  const once = (label) => {
    const runs = commands.map((command) => [command.key, runOnce(command)]);
    say(`${label}: ${runs.map(([key, { wall }]) => `${key} ${wall.toFixed(2)} s`).join(', ')}`);
    return Object.fromEntries(runs);
  };
  if (warmUp) once('warm-up');
  const counted = Array.from({ length: rounds }, (_, i) => once(`round ${i + 1} of ${rounds}`));
  return {
    rounds,
    of: (key) => byMeasure((measure) => median(counted.map((round) => round[key][measure]))),
    ratio: (a, b) => byMeasure((measure) => median(counted.map((round) => round[a][measure] / round[b][measure]))),
  };
};
