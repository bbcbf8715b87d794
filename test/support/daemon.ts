import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll } from 'vitest';
import { findTool, tool } from './tools.ts';

export interface DaemonOptions {
  /** For messages. */
  readonly name: string;
  /** Executable and arguments; it must stay in the foreground. */
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Asked again and again until true, or until the daemon dies or `readyWithinMs` has passed. */
  readonly ready: () => Promise<boolean> | boolean;
  /** 20 s when left out. */
  readonly readyWithinMs?: number;
}

export interface Daemon {
  readonly pid: number;
  /** Everything it has written to stdout and stderr so far. */
  readonly log: () => string;
  readonly isRunning: () => boolean;
  /** SIGHUP, for daemons that reload. */
  readonly signal: (signal: NodeJS.Signals) => void;
  /** SIGTERM, then SIGKILL to the whole process group after 3 s. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

export interface Daemons {
  /** Starts a daemon and waits until it is ready; its log is in the error when it does not become so. */
  readonly start: (options: DaemonOptions) => Promise<Daemon>;
  /** A private directory that any user may enter, removed after the suite. Short, for the sake of unix sockets. */
  readonly directory: (mode?: number) => string;
}

/** Polls until `probe` gives something other than undefined or false; fails with `what` and the last error after `withinMs`. */
export const eventually = async <T>(
  what: string,
  probe: () => Promise<T | undefined | false> | T | undefined | false,
  withinMs = 20_000,
): Promise<T> => {
  const end = Date.now() + withinMs;
  let last: unknown;
  while (Date.now() < end) {
    try {
      const found = await probe();
      if (found !== undefined && found !== false) return found;
    } catch (error) {
      last = error;
    }
    await sleep(50);
  }
  throw new Error(`${what}: not within ${withinMs} ms`, last === undefined ? {} : { cause: last });
};

const running = new Set<ChildProcess>();
const killGroup = (child: ChildProcess, signal: NodeJS.Signals): void => {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, signal);
  } catch {
    // already gone
  }
};
process.once('exit', () => {
  for (const child of running) killGroup(child, 'SIGKILL');
});

/** The kernel kills the daemon when this process dies in a way that runs no handler. */
const withDeathSignal = (argv: readonly string[]): readonly string[] =>
  findTool('setpriv') === undefined ? argv : [tool('setpriv'), '--pdeathsig', 'KILL', '--', ...argv];

const logLimit = 1_000_000;

const launch = ({ name, argv, cwd, env }: DaemonOptions): Daemon => {
  const [file = '', ...args] = withDeathSignal(argv);
  const child = spawn(file, args, {
    ...(cwd === undefined ? {} : { cwd }),
    env: { ...process.env, LC_ALL: 'C', ...env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString('utf8')).slice(-logLimit);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  child.once('error', (error) => keep(Buffer.from(`${name}: ${error.message}\n`)));
  running.add(child);
  const isRunning = () => child.pid !== undefined && child.exitCode === null && child.signalCode === null;
  const stop = async (): Promise<void> => {
    killGroup(child, 'SIGTERM');
    await eventually(`${name} stops`, () => !isRunning(), 3000).catch(() => undefined);
    killGroup(child, 'SIGKILL');
    await eventually(`${name} is killed`, () => !isRunning(), 5000);
    running.delete(child);
  };
  return { pid: child.pid ?? -1, log: () => log, isRunning, signal: (signal) => void child.kill(signal), stop };
};

const startDaemon = async (options: DaemonOptions): Promise<Daemon> => {
  const daemon = launch(options);
  let died = false;
  const settled = async (): Promise<boolean> => {
    died = !daemon.isRunning();
    return died || (await options.ready());
  };
  try {
    await eventually(`${options.name} becomes ready`, settled, options.readyWithinMs ?? 20_000);
    if (died) throw new Error(`${options.name} ended at once`);
    return daemon;
  } catch (error) {
    await daemon.stop();
    throw new Error(`${String(error)}\n--- log of ${options.name}\n${daemon.log()}`, { cause: error });
  }
};

/**
 * The daemons and directories of one suite. Call it at the top of a `describe`: everything is stopped and removed when the suite
 * ends, when a test fails or times out, and when the test process dies.
 */
export const useDaemons = (): Daemons => {
  const daemons: Daemon[] = [];
  const directories: string[] = [];
  afterAll(async () => {
    await Promise.all(daemons.map((daemon) => daemon.stop()));
    for (const directory of directories) rmSync(directory, { recursive: true, force: true });
  });
  return {
    start: async (options) => {
      const daemon = await startDaemon(options);
      daemons.push(daemon);
      return daemon;
    },
    directory: (mode = 0o755) => {
      const directory = mkdtempSync(join(tmpdir(), 'plm-'));
      chmodSync(directory, mode);
      directories.push(directory);
      return directory;
    },
  };
};
