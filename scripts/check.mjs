// `npm run check`: format, generated registries, types, lint, layers, dead code. Every step runs; the first failure does not hide the rest.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

const countModules = (folder) =>
  readdirSync(folder, { withFileTypes: true }).reduce(
    (sum, entry) => sum + (entry.isDirectory() ? countModules(`${folder}/${entry.name}`) : entry.name.endsWith('.ts') ? 1 : 0),
    0,
  );

const run = (name, command, args, judge = ({ status }) => status === 0) => {
  const started = process.hrtime.bigint();
  const result = spawnSync(command, args, { encoding: 'utf8', env: { ...process.env, NO_UPDATE_NOTIFIER: '1' } });
  const passed = judge(result);
  const seconds = Number((process.hrtime.bigint() - started) / 1_000_000n) / 1000;
  console.log(`${passed ? 'ok    ' : 'FAILED'}  ${name}  (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(`${result.stdout}${result.stderr}`);
  return passed;
};

// A cruiser that sees nothing also finds nothing wrong, so the number of modules it saw is part of the verdict.
const sawEverything = ({ status, stdout }) => {
  const seen = Number(/\((\d+) modules/.exec(stdout)?.[1] ?? 0);
  return status === 0 && seen >= countModules('src');
};

const bin = (name) => `node_modules/.bin/${name}`;
const results = [
  run('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']),
  run('registries', process.execPath, ['scripts/registries.mjs', '--check']),
  run('types', bin('tsc'), ['-p', '.']),
  run('lint', bin('oxlint'), ['--type-aware', '--deny-warnings', '.']),
  run('layers', bin('depcruise'), ['--config', '.dependency-cruiser.mjs', 'src'], sawEverything),
  run('dead code', bin('knip'), []),
];
process.exitCode = results.every(Boolean) ? 0 : 1;
