import { chmodSync, existsSync, mkdirSync, readdirSync, rmdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { execa } from 'execa';
import type { Files } from './memory-tree.ts';

const root = new URL('../../', import.meta.url).pathname;
const stamp = join(root, 'dist/.tsbuildinfo');
const main = join(root, 'dist/cli/main.js');
const bundle = join(root, 'dist/bundle/main.js');

const newestSource = (): number =>
  Math.max(
    ...readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );

const isFresh = (): boolean => existsSync(main) && (statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0) > newestSource();

const build = async (): Promise<void> => {
  const started = new Date();
  // Types are the business of `npm run check`; what tsc emits runs all the same.
  const { stdout } = await execa('node', ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], { cwd: root, reject: false });
  if (!existsSync(main)) throw new Error(`dist could not be built:\n${stdout}`);
  if (existsSync(stamp)) utimesSync(stamp, started, started);
};

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

const isBundled = (): boolean => changedAt(bundle) > changedAt(stamp);

/** One of several test files makes it; the others wait for it. */
const makeOnce = async (isMade: () => boolean, make: () => Promise<unknown>): Promise<void> => {
  const lock = join(root, 'node_modules/.cache/plimsoll-build.lock');
  mkdirSync(dirname(lock), { recursive: true });
  for (let waited = 0; !isMade(); waited += 1) {
    try {
      mkdirSync(lock);
    } catch {
      if (waited > 240) throw new Error(`another build does not end; remove ${lock} when there is none`);
      await sleep(500);
      continue;
    }
    try {
      await make();
    } finally {
      rmdirSync(lock);
    }
    return;
  }
};

const buildOnce = (): Promise<void> => makeOnce(isFresh, build);

/** `dist/bundle`, made anew when the sources are newer. */
export const bundleOnce = async (): Promise<void> => {
  await buildOnce();
  await makeOnce(isBundled, () => execa('node', ['scripts/bundle.mjs'], { cwd: root }));
};

let ready: Promise<string> | undefined;

/** A folder with an executable `plimsoll`: the compiled command line, built when the sources are newer. */
export const binFolder = (): Promise<string> =>
  (ready ??= buildOnce().then(() => {
    const folder = join(root, 'node_modules/.cache/plimsoll-bin');
    mkdirSync(folder, { recursive: true });
    chmodSync(main, 0o755);
    const link = join(folder, 'plimsoll');
    try {
      symlinkSync(main, link);
    } catch {
      // Another test file was first.
    }
    return folder;
  }));

export interface ShellResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Runs a shell line with `plimsoll` on the PATH. */
export const runShell = async (line: string, cwd: string, env: Readonly<Record<string, string>> = {}): Promise<ShellResult> => {
  const path = `${await binFolder()}:${process.env['PATH'] ?? ''}`;
  const { stdout, stderr, exitCode } = await execa('sh', ['-c', line], {
    cwd,
    env: { PATH: path, HOME: cwd, LC_ALL: 'C.UTF-8', ...env },
    extendEnv: false,
    reject: false,
    stripFinalNewline: false,
  });
  return { stdout, stderr, exitCode: exitCode ?? -1 };
};

/** Writes `files` below `directory`. */
export const writeFiles = (directory: string, files: Files): void => {
  for (const [path, content] of Object.entries(files)) {
    if (content === undefined) throw new Error(`${path} cannot be made unreadable on disk`);
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), content);
  }
};
