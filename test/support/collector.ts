import { type ChildProcess, execFile, type ExecFileOptions, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Model } from '../../src/model/model.ts';
import { ganglia } from '../../src/emitters/ganglia/emitter.ts';
import type { Daemons } from './daemon.ts';
import { emitAll, type EmitOutcome } from './emit.ts';
import { tool } from './tools.ts';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A monitored host: the generated files of the ganglia emitter, installed in a directory of their own. */
export interface CollectorHost {
  readonly emitted: EmitOutcome;
  readonly dropDirectory: string;
  readonly stateDirectory: string;
  readonly collector: string;
  /** Writes a drop file as the contract asks: temporary file, then rename. */
  readonly drop: (name: string, content: string | Buffer, ageSeconds?: number) => string;
  /** Empties the drop directory. */
  readonly clear: () => void;
  /** Runs a command as the collector's user: an unprivileged one even when the tests run as root. */
  readonly as: (argv: readonly string[], options?: ExecFileOptions) => Promise<Ran>;
  /** Runs the collector itself. */
  readonly collect: () => Promise<Ran>;
  /** Starts the collector in a process group of its own, to be killed. */
  readonly begin: () => ChildProcess;
  /** Runs the command of the generated crontab as cron would: by /bin/sh, with the crontab's environment and nothing else. */
  readonly cron: () => Promise<Ran>;
  /** What the last run said of itself, from its list of messages. */
  readonly messages: () => string;
}

const isRoot = process.getuid?.() === 0;
/** nobody and nogroup, as Debian numbers them. */
const unprivileged = { uid: 65534, gid: 65534 };

/** Runs an argv to its end, as the user of the tests. */
export const run = (argv: readonly string[], options: ExecFileOptions = {}): Promise<Ran> => {
  const [file = '', ...args] = argv;
  return new Promise((resolve, reject) => {
    execFile(file, args, { encoding: 'utf8', timeout: 70_000, maxBuffer: 1e8, ...options }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code !== 'number') return reject(error);
      resolve({ code, stdout: String(stdout), stderr: String(stderr) });
    });
  });
};

const asUnprivileged = (argv: readonly string[]): readonly string[] => {
  const drop = [tool('setpriv'), `--reuid=${unprivileged.uid}`, `--regid=${unprivileged.gid}`, '--clear-groups', '--'];
  return isRoot ? [...drop, ...argv] : argv;
};

const runUnprivileged = (argv: readonly string[], options: ExecFileOptions = {}): Promise<Ran> => run(asUnprivileged(argv), options);

const beginUnprivileged = (program: string): ChildProcess => {
  const [file = '', ...args] = asUnprivileged([program]);
  return spawn(file, args, { detached: true, stdio: 'ignore' });
};

const install = (emitted: EmitOutcome, root: string): void => {
  for (const { path, text, mode } of emitted.artifacts) {
    const target = join(root, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, text, { mode });
  }
};

interface CronEntry {
  readonly env: Readonly<Record<string, string>>;
  readonly command: string;
}

/** Reads a system crontab with one entry, as crontab(5) has it. */
export const readCrontab = (text: string): CronEntry => {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const env = Object.fromEntries(
    lines.flatMap((line) => [/^([A-Z_]+)=(.*)$/.exec(line)?.slice(1, 3) ?? []]).filter((pair) => pair.length === 2),
  );
  const entry = lines.map((line) => /^(?:\S+\s+){5}\S+\s+(.*)$/.exec(line)?.[1]).find((command) => command !== undefined) ?? '';
  return { env, command: entry.replaceAll('\\%', '%') };
};

/** Emits `model` for a host of its own and installs the result. */
export const installCollector = (daemons: Daemons, model: Model, options: Readonly<Record<string, unknown>> = {}): CollectorHost => {
  const root = daemons.directory();
  const [dropDirectory, stateDirectory] = [join(root, 'drop'), join(root, 'state')];
  const settings = { dropDirectory, stateDirectory, libraryDirectory: root, configDirectory: root, gmetric: tool('gmetric'), ...options };
  const emitted = emitAll(ganglia, { ...model, targets: { ...model.targets, ganglia: settings } });
  install(emitted, root);
  mkdirSync(dropDirectory);
  chmodSync(dropDirectory, 0o755);
  mkdirSync(stateDirectory, { mode: 0o700 });
  if (isRoot) chownSync(stateDirectory, unprivileged.uid, unprivileged.gid);
  const { env, command } = readCrontab(emitted.text('cron.d/plimsoll'));
  const drop = (name: string, content: string | Buffer, ageSeconds = 0): string => {
    const path = join(dropDirectory, name);
    writeFileSync(`${path}.tmp`, content, { mode: 0o644 });
    if (ageSeconds !== 0) touch(`${path}.tmp`, ageSeconds);
    renameSync(`${path}.tmp`, path);
    return path;
  };
  return {
    emitted,
    dropDirectory,
    stateDirectory,
    collector: join(root, 'plimsoll-collect'),
    drop,
    clear: () => readdirSync(dropDirectory).forEach((name) => rmSync(join(dropDirectory, name), { recursive: true, force: true })),
    as: runUnprivileged,
    begin: () => beginUnprivileged(join(root, 'plimsoll-collect')),
    collect: () => runUnprivileged([join(root, 'plimsoll-collect')]),
    cron: () => runUnprivileged(['/bin/sh', '-c', command], { env, cwd: '/' }),
    messages: () => readFileSync(join(stateDirectory, 'messages'), 'utf8'),
  };
};

/** Sets the time of a file so many seconds back; negative for the future. */
export const touch = (path: string, ageSeconds: number): void => {
  const time = Date.now() / 1000 - ageSeconds;
  utimesSync(path, time, time);
};

export type Sender = 'gmetric' | 'udp';

/** Both ways of sending, for suites that must hold for either. */
export const senders: readonly Sender[] = ['gmetric', 'udp'];

/** The options that make a collector send to this gmond. */
export const sendingTo = (gmond: { readonly config: string; readonly port: number }, sender: Sender) => ({
  ...{ gmondConfig: gmond.config, sender },
  send: [{ host: '127.0.0.1', port: gmond.port }],
});
