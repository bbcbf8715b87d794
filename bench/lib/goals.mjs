// The goals of the design, each a measurement: what it needs, and the rows it gives.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { assertSameOutput, bareNode, coldBuild, help, nagios, peer, promtool, rebuild } from './commands.mjs';
import { compare, runOnce } from './measure.mjs';

/** @typedef {{ what: string, goal: number, measured: number, unit?: string, detail: string }} Row */

const seconds = (value) => (value < 1 ? `${(value * 1000).toFixed(0)} ms` : `${value.toFixed(2)} s`);
const side = (name, { wall, cpu, memory }) => `${name} ${seconds(wall)} (processor ${seconds(cpu)}, ${memory.toFixed(0)} MiB)`;

/** How both sides did, in words. */
const detailOf = (names, { a, b, ratio, pairs }) =>
  `${side(names[0], a)}; ${side(names[1], b)}; processor time ${ratio.cpu.toFixed(2)}; ${pairs} pairs`;

const wallRow = (what, goal, names, result) => ({ what, goal, measured: result.ratio.wall, detail: detailOf(names, result) });

const frontEnd = fileURLToPath(new URL('../yaml-front-end.mjs', import.meta.url));

/** Runs the comparison of parsers, which needs one process for both, and reads its verdict. */
const yamlFrontEnd = ({ pairs, paths = [] }) => {
  const { stdout, status } = spawnSync(process.execPath, [frontEnd, '--rounds', String(pairs), ...paths], { encoding: 'utf8' });
  const ratio = Number(/median of .*ratio ([\d.]+)/.exec(stdout)?.[1]);
  if (status !== 0 || Number.isNaN(ratio)) throw new Error(`${frontEnd}: exit status ${status}\n${stdout}`);
  const differences = Number(/differences (\d+)/.exec(stdout)?.[1]);
  return { ratio, differences, detail: stdout.trim().replaceAll('\n', '; ') };
};

const againstPromtool = (size, goal) => ({
  number: 1,
  needs: [size],
  measure: ({ estate, pairs }) => {
    const result = compare(coldBuild(estate(size)), promtool(estate(size)), pairs(size));
    return [wallRow(`cold build of ${size} / \`promtool check rules\` on its rules`, goal, ['build', 'promtool'], result)];
  },
});

const againstPython = (size, goal) => ({
  number: 2,
  needs: [size],
  measure: ({ estate, pairs, python }) => {
    const result = compare(coldBuild(estate(size)), peer(estate(size), python), pairs(size));
    assertSameOutput(estate(size));
    return [wallRow(`cold build of ${size} / PyYAML(C) + Jinja2, services and rules only`, goal, ['build', 'script'], result)];
  },
});

const againstNagios = (size, goals) => ({
  number: 3,
  needs: [size],
  measure: ({ estate, pairs }) => {
    const result = compare(coldBuild(estate(size)), nagios(estate(size)), pairs(size));
    const what = `cold build of ${size} / \`nagios4 -v\` on its output`;
    return [
      wallRow(`${what}: wall`, goals.wall, ['build', 'nagios4'], result),
      { what: `${what}: peak memory`, goal: goals.memory, measured: result.ratio.memory, detail: 'the same runs' },
    ];
  },
});

const oneFileChanged = (size, goal) => ({
  number: 4,
  needs: [size],
  measure: ({ estate, pairs }) => {
    const command = rebuild(estate(size));
    try {
      const result = compare(command, bareNode, pairs(size));
      return [wallRow(`one file changed in ${size} / \`node -e 0\``, goal, ['build', 'node'], result)];
    } finally {
      command.restore();
    }
  },
});

const startUp = {
  number: 5,
  needs: ['20'],
  measure: ({ estate, pairs }) => [
    wallRow('`--help` / `node -e 0`', 1.1, ['help', 'node'], compare(help, bareNode, pairs('start'))),
    wallRow('one 20-check file built / `node -e 0`', 1.5, ['build', 'node'], compare(coldBuild(estate('20')), bareNode, pairs('start'))),
  ],
};

const mebibyte = 1024;

const growth = ([small, large]) => ({
  number: 6,
  needs: [small, large],
  measure: ({ estate, pairs, checks }) => {
    const result = compare(coldBuild(estate(large)), coldBuild(estate(small)), pairs(large));
    const perCheck = ((result.a.memory - result.b.memory) * mebibyte) / (checks(large) - checks(small));
    return [
      wallRow(`cold build of ${large} / of ${small}`, 5, [large, small], result),
      { what: 'marginal peak memory per check', goal: 1.5, unit: 'KiB', measured: perCheck, detail: 'the same runs' },
      { what: `peak memory at ${large}`, goal: 200, unit: 'MiB', measured: result.a.memory, detail: 'the same runs' },
    ];
  },
});

const parsers = {
  number: 7,
  needs: ['1k'],
  measure: ({ estate, pairs }) => {
    const paths = ['checks', 'thresholds', 'metrics', 'teams', 'inventory'].map((folder) => join(estate('1k'), folder));
    const rowOf = (what, result) => ({
      what: `YAML front end with places / \`yaml\` parseDocument + LineCounter, ${what} (${result.differences} differences)`,
      goal: 0.1,
      measured: result.ratio,
      detail: result.detail,
    });
    return [
      rowOf("10,000 made checks in mixed styles and this repository's files", yamlFrontEnd({ pairs: pairs('start') })),
      rowOf('the files of 1k', yamlFrontEnd({ pairs: pairs('start'), paths })),
    ];
  },
};

const typescript = (size) => ({
  number: 8,
  needs: [size, `${size}-typescript`],
  measure: ({ estate, pairs }) => {
    const result = compare(coldBuild(estate(`${size}-typescript`)), coldBuild(estate(size)), pairs(size));
    return [wallRow(`${size} checks in TypeScript / in YAML, both cold`, 3, ['TypeScript', 'YAML'], result)];
  },
});

const smallAbsolute = {
  number: 0,
  needs: ['1k'],
  measure: ({ estate, pairs }) => {
    const runs = Array.from({ length: pairs('1k') }, () => runOnce(coldBuild(estate('1k'))));
    const walls = runs.map(({ wall }) => wall).sort((a, b) => a - b);
    const { memory } = runs[0];
    const detail = `median of ${runs.length}; ${memory.toFixed(0)} MiB`;
    return [{ what: 'cold build of 1k, for orientation', unit: 's', measured: walls[walls.length >> 1], detail }];
  },
};

export const goals = [
  smallAbsolute,
  againstPromtool('10k', 0.15),
  againstPython('1k', undefined),
  againstPython('10k', 0.5),
  againstPython('100k', 0.15),
  againstNagios('100k', { wall: 0.6, memory: 0.35 }),
  oneFileChanged('10k', 1.5),
  oneFileChanged('100k', 2.3),
  startUp,
  growth(['10k', '100k']),
  parsers,
  typescript('10k'),
];
