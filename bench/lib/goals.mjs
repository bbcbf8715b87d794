// The goals of the design, each a ratio of two commands of one rotation, or a figure worked out from one.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** @typedef {{ number: number, what: string, goal?: number, measured: number, unit?: string, detail: string }} Row */

const seconds = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);
const side = (key, { wall, cpu, memory }) => `${key} ${seconds(wall)} (processor ${seconds(cpu)}, ${memory.toFixed(0)} MiB)`;

/** A ratio of two commands of a rotation; wall clock unless it says otherwise. */
const ratioRow = ({ number, what, rotation, goal, sides: [a, b], measure = 'wall' }) => ({
  rotation,
  rowOf: (result) => {
    const ratio = result.ratio(a, b);
    const detail = `${side(a, result.of(a))}; ${side(b, result.of(b))}; processor time ${ratio.cpu.toFixed(2)}; ${result.rounds} rounds`;
    return { number, what, goal, measured: ratio[measure], detail };
  },
});

const build = (size) => `cold build of ${size}`;
const script = 'PyYAML(C) + Jinja2 for services and rules only';
const byPromtool = (size, goal) => ({
  number: 1,
  what: `${build(size)} / \`promtool check rules\` on its rules`,
  rotation: size,
  goal,
  sides: ['build', 'promtool'],
});
const byScript = (size, goal) => ({ number: 2, what: `${build(size)} / ${script}`, rotation: size, goal, sides: ['build', 'script'] });
const byNagios = (size, what, goal) => ({
  number: 3,
  what: `${build(size)} / \`nagios4 -v\` on its output: ${what}`,
  rotation: size,
  goal,
  sides: ['build', 'nagios4'],
  measure: what === 'wall' ? 'wall' : 'memory',
});
const oneChanged = (size, goal) => ({
  number: 4,
  what: `one file of ${size} changed / \`node -e 0\``,
  rotation: size,
  goal,
  sides: ['rebuild', 'node'],
});

const ratios = [
  byPromtool('1k'),
  byPromtool('10k', 0.15),
  byScript('1k'),
  byScript('10k', 0.5),
  byScript('100k', 0.15),
  byNagios('10k', 'wall'),
  byNagios('100k', 'wall', 0.6),
  byNagios('100k', 'peak memory', 0.35),
  oneChanged('1k'),
  oneChanged('10k', 1.5),
  oneChanged('100k', 2.3),
  { number: 5, what: '`--help` / `node -e 0`', rotation: 'start', goal: 1.1, sides: ['help', 'node'] },
  { number: 5, what: 'one 20-check file built / `node -e 0`', rotation: 'start', goal: 1.5, sides: ['20 checks', 'node'] },
  { number: 6, what: `${build('100k')} / of 10k`, rotation: '100k', goal: 5, sides: ['build', '10k'] },
  { number: 8, what: '10k checks in TypeScript / in YAML, both cold', rotation: '10k', goal: 3, sides: ['TypeScript', 'build'] },
].map(ratioRow);

const memoryRow = (what, goal, unit, measuredOf) => ({
  rotation: '100k',
  rowOf: (result) => ({ number: 6, what, goal, unit, measured: measuredOf(result), detail: 'the same runs' }),
});

const derived = [
  memoryRow(
    'marginal peak memory per check',
    1.5,
    'KiB',
    (result) => ((result.of('build').memory - result.of('10k').memory) * 1024) / 90_000,
  ),
  memoryRow('peak memory at 100k', 200, 'MiB', (result) => result.of('build').memory),
];

/** The rows that a rotation's result gives. */
export const rowsOf = (rotation, result) =>
  [...ratios, ...derived].filter((row) => row.rotation === rotation).map(({ rowOf }) => rowOf(result));

const frontEnd = fileURLToPath(new URL('../yaml-front-end.mjs', import.meta.url));
const folders = ['checks', 'thresholds', 'metrics', 'teams', 'inventory'];

const parserPattern = /^(first pass|median)[^:]*:.*ratio ([\d.]+)$/gm;

/** Without a verdict: the goal is about public files, which are not here. The first pass is the one a command pays. */
const parserRowsOn = (what, rounds, paths) => {
  const { stdout, status } = spawnSync(process.execPath, [frontEnd, '--rounds', String(rounds), ...paths], { encoding: 'utf8' });
  const found = [...stdout.matchAll(parserPattern)];
  if (status !== 0 || found.length !== 2) throw new Error(`${frontEnd}: exit status ${status}\n${stdout}`);
  const [files = ''] = stdout.split('\n');
  return found.map(([detail, pass, ratio]) => ({
    number: 7,
    what: `front end with places / \`yaml\` parseDocument + LineCounter, ${what}, ${pass === 'median' ? 'warm' : 'first pass'}`,
    measured: Number(ratio),
    detail: `${files}; ${detail}`,
  }));
};

/** Both parsers in one process, on the same texts; it says itself whether the results differ. */
export const parserRows = ({ estate, rounds }) => [
  ...parserRowsOn('10,000 made checks in mixed styles and this repository', rounds('start'), []),
  ...parserRowsOn(
    'the files of 1k',
    rounds('start'),
    folders.map((folder) => join(estate('1k'), folder)),
  ),
];
