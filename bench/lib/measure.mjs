// Whole processes side by side: A B A B …, and the median of the pairwise ratios.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const gnuTime = '/usr/bin/time';

/** @typedef {{ name: string, argv: readonly string[], cwd?: string, before?: () => void }} Command */

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
export const runOnce = ({ name, argv, cwd = process.cwd(), before }) => {
  before?.();
  const folder = mkdtempSync(join(tmpdir(), 'bench-run-'));
  const output = join(folder, 'output');
  const file = openSync(output, 'w');
  try {
    const started = performance.now();
    const { status, error } = spawnSync(gnuTime, ['-q', '-f', '%U %S %M', '-o', join(folder, 'time'), ...argv], {
      cwd,
      stdio: ['ignore', file, file],
    });
    const wall = (performance.now() - started) / 1e3;
    if (error !== undefined) throw new Error(`${gnuTime} cannot be run (${error.message}); it is Debian's package time`);
    if (status !== 0) throw new Error(`${name}: exit status ${status}\n${tail(readFileSync(output, 'utf8'))}`);
    const [user, system, kib] = readFileSync(join(folder, 'time'), 'utf8').trim().split(' ').map(Number);
    return { wall, cpu: user + system, memory: kib / 1024 };
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true, force: true });
  }
};

const summary = (runs) => ({
  wall: median(runs.map(({ wall }) => wall)),
  cpu: median(runs.map(({ cpu }) => cpu)),
  memory: median(runs.map(({ memory }) => memory)),
});

/** Runs A and B in turn, each once before counting; ratios are A / B. */
export const compare = (a, b, pairs) => {
  runOnce(a);
  runOnce(b);
  const runs = Array.from({ length: pairs }, () => ({ a: runOnce(a), b: runOnce(b) }));
  const ratio = (what) => median(runs.map((pair) => pair.a[what] / pair.b[what]));
  return {
    pairs,
    a: summary(runs.map((pair) => pair.a)),
    b: summary(runs.map((pair) => pair.b)),
    ratio: { wall: ratio('wall'), cpu: ratio('cpu'), memory: ratio('memory') },
  };
};
