// The figures as Markdown.
import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';

const firstLine = (argv) => {
  const { stdout, stderr, status } = spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });
  return status === null ? 'not installed' : `${stdout}${stderr}`.trim().split('\n')[0];
};

const versionIn = (text) => /\d+\.\d+(?:\.\d+)*/.exec(text)?.[0] ?? text;

const pythonVersions = (python) =>
  firstLine([
    python,
    '-c',
    'import platform, yaml, jinja2; print(platform.python_version(), "PyYAML", yaml.__version__, "Jinja2", jinja2.__version__)',
  ]);

/** What the figures were made on, without names or places. */
export const machine = (python) => {
  const [cpu] = cpus();
  return [
    `- ${cpus().length} processors (${cpu?.model.trim() ?? 'unknown'}), ${(totalmem() / 2 ** 30).toFixed(0)} GiB, ${process.platform}; files in the page cache`,
    `- Node ${process.version.slice(1)}, promtool ${versionIn(firstLine(['promtool', '--version']))}, nagios4 ${versionIn(firstLine(['nagios4', '--version']).concat(firstLine(['sh', '-c', 'nagios4 --version | grep Core'])))}, Python ${python === undefined ? 'not found' : pythonVersions(python)}`,
  ].join('\n');
};

const figure = (value, unit) => (unit === undefined ? value.toFixed(value < 10 ? 3 : 1) : `${value.toFixed(2)} ${unit}`);

const verdict = ({ goal, measured }) => {
  if (goal === undefined) return 'no goal for this';
  return measured <= goal ? 'met' : `not met, ${(measured / goal).toFixed(1)} times the goal`;
};

export const line = (row) =>
  `${row.what}: ${figure(row.measured, row.unit)}${row.goal === undefined ? '' : ` (goal ${row.goal}${row.unit === undefined ? '' : ` ${row.unit}`})`}, ${verdict(row)}\n    ${row.detail}`;

const tableRow = (row) => {
  const goal = row.goal === undefined ? '' : `≤ ${row.goal}${row.unit === undefined ? '' : ` ${row.unit}`}`;
  return `| ${row.what} | ${goal} | ${figure(row.measured, row.unit)} | ${verdict(row)} | ${row.detail} |`;
};

const titles = new Map([
  [1, 'Against promtool'],
  [2, 'Against a script of PyYAML and Jinja2'],
  [3, 'Against nagios4 -v'],
  [4, 'One file changed'],
  [5, 'Start-up'],
  [6, 'Growth'],
  [7, 'The YAML front end'],
  [8, 'TypeScript definitions'],
]);

const table = (number, rows) => {
  const head = '| what | goal | measured | where we stand | medians |\n|---|---|---|---|---|';
  return `## ${number}. ${titles.get(number)}\n\n${head}\n${rows.map(tableRow).join('\n')}\n`;
};

/** All tables, one per goal. */
export const tables = (rows) =>
  [...titles.keys()]
    .map((number) => [number, rows.filter((row) => row.number === number)])
    .filter(([, some]) => some.length > 0)
    .map(([number, some]) => table(number, some))
    .join('\n');
