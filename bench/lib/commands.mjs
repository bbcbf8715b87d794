// The commands that are measured, by name, on estates that are generated once.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

const build = (directory) => ({ key: 'build', argv: [process.execPath, cli, 'build', '--cwd', directory] });

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

export const promtool = (directory) => ({ key: 'promtool', argv: () => ['promtool', 'check', 'rules', ...rulesOf(directory)] });

export const nagios = (directory) => ({
  key: 'nagios4',
  argv: ['nagios4', '-v', 'nagios.cfg'],
  cwd: join(outputOf(directory), 'nagios'),
});

const pythons = ['/usr/bin/python3', 'python3'];
const runs = (argv) => spawnSync(argv[0], argv.slice(1), { encoding: 'utf8' });

/** A Python that has PyYAML with libyaml, and Jinja2. */
export const findPython = () => pythons.find((python) => runs([python, '-c', 'import yaml, jinja2; yaml.CBaseLoader']).status === 0);

export const peerOutput = (directory) => `${directory}-peer`;

export const peer = (directory, python) => ({
  key: 'script',
  argv: [python, join(repository, 'bench/peers/build.py'), directory, peerOutput(directory), version],
});

export const bareNode = { key: 'node', argv: [process.execPath, '-e', '0'] };
export const help = { key: 'help', argv: [process.execPath, cli, '--help'] };

/** The folders that the peer writes too, each with what Plimsoll wrote. */
const shared = (directory) => [
  [join(peerOutput(directory), 'services'), join(outputOf(directory), 'nagios/objects/services')],
  [join(peerOutput(directory), 'rules'), join(outputOf(directory), 'prometheus/rules')],
];

/** Both wrote the same bytes, for every check; otherwise the comparison means nothing. */
const assertSameOutput = (directory) => {
  for (const [theirs, ours] of shared(directory)) {
    const names = readdirSync(theirs).sort();
    // Files that are no team's begin with `_`: the script has none.
    const own = readdirSync(ours).filter((name) => !name.startsWith('_'));
    if (names.join() !== own.sort().join()) throw new Error(`${theirs} and ${ours} hold different files`);
    for (const name of names)
      if (!readFileSync(join(theirs, name)).equals(readFileSync(join(ours, name))))
        throw new Error(`${name} differs in ${theirs} and ${ours}`);
  }
};

/** Every check of the estate has its group of rules. */
const assertComplete = (directory, checks) => {
  const found = rulesOf(directory).reduce((sum, file) => sum + (readFileSync(file, 'utf8').match(/^ {2}- name: check-/gm)?.length ?? 0), 0);
  if (found !== checks) throw new Error(`${directory} has rules for ${found} checks, not ${checks}`);
};

/**
 * A build after one check's text has changed; each time another text, so that no run finds the work of the one before. Before that
 * the output in place is held against the script's: by then both have read the same texts.
 */
export const rebuild = (directory, checks) => {
  const file = join(directory, 'checks/team-0/file-0.yaml');
  const original = readFileSync(file, 'utf8');
  let change = 0;
  const before = () => {
    assertComplete(directory, checks);
    assertSameOutput(directory);
    writeFileSync(file, original.replace('drifts;', `drifts again (${(change += 1)});`));
  };
  return { ...build(directory), key: 'rebuild', before, restore: () => writeFileSync(file, original) };
};
