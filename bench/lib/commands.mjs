// The commands that are measured, by name, on estates that are generated once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeEstate } from '../generate-estate.mjs';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const { version, bin } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
export const cli = join(repository, bin.plimsoll);

const sizes = { '1k': 1_000, '10k': 10_000, '100k': 100_000 };

/** The estate of a name such as `10k`, `10k-typescript` or `20`: its directory, made when it is missing. */
export const estateOf = (work, name) => {
  const [size, form = 'yaml'] = name.split('-');
  const directory = join(work, name);
  if (!existsSync(directory)) writeEstate(directory, { checks: sizes[size] ?? Number(size), form });
  return directory;
};

const build = (directory) => ({ name: `build of ${directory}`, argv: [process.execPath, cli, 'build', '--cwd', directory] });

/** Without the output of an earlier build a build is cold: there is no other cache. */
export const coldBuild = (directory) => ({
  ...build(directory),
  before: () => rmSync(join(directory, 'generated'), { recursive: true, force: true }),
});

const outputOf = (directory) => join(directory, 'generated/production');

const filesBelow = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  );

const rulesOf = (directory) => filesBelow(join(outputOf(directory), 'prometheus/rules'));

export const promtool = (directory) => ({ name: 'promtool', argv: ['promtool', 'check', 'rules', ...rulesOf(directory)] });

export const nagios = (directory) => ({
  name: 'nagios4 -v',
  argv: ['nagios4', '-v', 'nagios.cfg'],
  cwd: join(outputOf(directory), 'nagios'),
});

const pythons = ['/usr/bin/python3', 'python3'];
const runs = (argv) => spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });

/** A Python that has PyYAML with libyaml, and Jinja2. */
export const findPython = () => pythons.find((python) => runs([python, '-c', 'import yaml, jinja2; yaml.CBaseLoader']).status === 0);

export const peerOutput = (directory) => `${directory}-peer`;

export const peer = (directory, python) => ({
  name: 'PyYAML + Jinja2',
  argv: [python, join(repository, 'bench/peers/build.py'), directory, peerOutput(directory), version],
});

export const bareNode = { name: 'node -e 0', argv: [process.execPath, '-e', '0'] };
export const help = { name: '--help', argv: [process.execPath, cli, '--help'] };

/** A build after one check's text has changed; each time another text, so that no run finds the work of the one before. */
export const rebuild = (directory) => {
  const file = join(directory, 'checks/team-0/file-0.yaml');
  const original = readFileSync(file, 'utf8');
  let change = 0;
  const before = () => writeFileSync(file, original.replace('drifts;', `drifts again (${(change += 1)});`));
  return { ...build(directory), before, restore: () => writeFileSync(file, original) };
};

/** The folders that the peer writes too, each with what Plimsoll wrote. */
const shared = (directory) => [
  [join(peerOutput(directory), 'services'), join(outputOf(directory), 'nagios/objects/services')],
  [join(peerOutput(directory), 'rules'), join(outputOf(directory), 'prometheus/rules')],
];

/** Both wrote the same bytes, for every check; otherwise the comparison means nothing. */
export const assertSameOutput = (directory) => {
  for (const [theirs, ours] of shared(directory)) {
    const names = readdirSync(theirs).sort();
    if (names.join() !== readdirSync(ours).sort().join()) throw new Error(`${theirs} and ${ours} hold different files`);
    for (const name of names)
      if (!readFileSync(join(theirs, name)).equals(readFileSync(join(ours, name))))
        throw new Error(`${name} differs in ${theirs} and ${ours}`);
  }
};

/** Every check of the estate has its group of rules. */
export const assertComplete = (directory, checks) => {
  const found = rulesOf(directory).reduce((sum, file) => sum + (readFileSync(file, 'utf8').match(/^ {2}- name: check-/gm)?.length ?? 0), 0);
  if (found !== checks) throw new Error(`${directory} has rules for ${found} checks, not ${checks}`);
};

export const checksOf = (name) => sizes[name.split('-')[0]] ?? Number(name.split('-')[0]);

/** Builds the estate once, checks its output, and answers where it is. */
export const prepared = (work, name) => {
  mkdirSync(work, { recursive: true });
  const directory = estateOf(work, name);
  const { argv } = build(directory);
  const { status, stderr, stdout } = runs(argv);
  if (status !== 0) throw new Error(`the build of ${name} fails\n${stdout}${stderr}`);
  assertComplete(directory, checksOf(name));
  return directory;
};
