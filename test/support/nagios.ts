import { chmodSync, closeSync, constants, existsSync, mkdirSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nagios } from '../../src/emitters/nagios/emitter.ts';
import type { Model } from '../../src/model/model.ts';
import { type Daemon, type Daemons, eventually } from './daemon.ts';
import { emitAll, type EmitOutcome } from './emit.ts';
import { tool } from './tools.ts';

/** What status.dat says of one host or service, key by key, such as `current_state` or `plugin_output`. */
export type Status = Readonly<Record<string, string>>;

/** The generated files, installed in a directory of their own with a state directory that the daemon's user may write to. */
export interface InstalledNagios {
  readonly directory: string;
  /** The `stateDirectory` of the configuration: `rw`, `spool/checkresults`, status and retention. */
  readonly state: string;
  readonly emitted: EmitOutcome;
  readonly start: (env?: Readonly<Record<string, string>>) => Promise<RunningNagios>;
}

export interface RunningNagios {
  readonly daemon: Daemon;
  /** Everything in nagios.log. */
  readonly log: () => string;
  /** A service that has been checked at least once, as status.dat had it last. */
  readonly service: (host: string, description: string) => Status | undefined;
  readonly host: (host: string) => Status | undefined;
  /** Waits until a service is in one of these states, such as `2`, or `2 hard`; 30 s when left out. Fails with the log. */
  readonly until: (host: string, description: string, states: string | readonly string[], withinMs?: number) => Promise<Status>;
  /** Hands in a result, through the command file. */
  readonly submit: (host: string, description: string, code: number, output: string) => void;
  /** Any external command, such as `DISABLE_NOTIFICATIONS`. */
  readonly command: (text: string) => void;
}

export interface NagiosOptions {
  /** Options under `targets.nagios`, beside the paths, which are chosen here. */
  readonly options?: Readonly<Record<string, unknown>>;
  /** Changes a file before it is installed. */
  readonly edit?: (path: string, text: string) => string;
}

const openFolder = (path: string): void => {
  mkdirSync(path, { recursive: true });
  chmodSync(path, 0o777);
};

const readBlocks = (text: string, type: string): readonly Status[] =>
  text
    .split('\n\n')
    .filter((block) => block.startsWith(`${type} {`))
    .map((block) =>
      Object.fromEntries(
        block
          .split('\n')
          .slice(1)
          .filter((line) => line.includes('='))
          .map((line) => [line.slice(0, line.indexOf('=')).trim(), line.slice(line.indexOf('=') + 1)]),
      ),
    );

/** `2` and, in brackets of the test's words, `2 hard`. */
const stateWords = (status: Status): readonly string[] => {
  const state = status['current_state'] ?? '';
  return [state, `${state} ${status['state_type'] === '1' ? 'hard' : 'soft'}`];
};

const running = (daemon: Daemon, state: string): RunningNagios => {
  const read = (name: string): string => (existsSync(join(state, name)) ? readFileSync(join(state, name), 'utf8') : '');
  const log = () => read('nagios.log');
  const service: RunningNagios['service'] = (host, description) =>
    readBlocks(read('status.dat'), 'servicestatus').find(
      (one) => one['host_name'] === host && one['service_description'] === description && one['has_been_checked'] === '1',
    );
  const command = (text: string): void => {
    // Without a reader this fails instead of waiting for ever.
    const file = openSync(join(state, 'rw/nagios.cmd'), constants.O_WRONLY | constants.O_NONBLOCK);
    writeSync(file, `[${Math.floor(Date.now() / 1000)}] ${text}\n`);
    closeSync(file);
  };
  const until: RunningNagios['until'] = async (host, description, states, withinMs = 30_000) => {
    const wanted = [states].flat();
    const probe = (): Status | undefined => {
      const found = service(host, description);
      return found !== undefined && stateWords(found).some((word) => wanted.includes(word)) ? found : undefined;
    };
    try {
      return await eventually(`${description} on ${host} is ${wanted.join(' or ')}`, probe, withinMs);
    } catch (error) {
      throw new Error(`${String(error)}\n${JSON.stringify(service(host, description))}\n${log()}`, { cause: error });
    }
  };
  return {
    daemon,
    log,
    service,
    host: (name) => readBlocks(read('status.dat'), 'hoststatus').find((one) => one['host_name'] === name),
    until,
    submit: (host, description, code, output) => command(`PROCESS_SERVICE_CHECK_RESULT;${host};${description};${code};${output}`),
    command,
  };
};

const writeArtifacts = (directory: string, { artifacts }: EmitOutcome, edit: NonNullable<NagiosOptions['edit']>): void => {
  for (const { path, text, mode } of artifacts) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), edit(path, text), { mode });
  }
};

/** Starts a real nagios4 in the foreground on a main file; its `status.dat` and `nagios.log` are in `state`. */
export const runNagios = async (daemons: Daemons, main: string, state: string, env = {}): Promise<RunningNagios> => {
  const daemon = await daemons.start({
    name: 'nagios4',
    argv: [tool('nagios4'), main],
    cwd: dirname(main),
    env,
    ready: () => existsSync(join(state, 'status.dat')) && existsSync(join(state, 'rw/nagios.cmd')),
    readyWithinMs: 60_000,
  });
  return running(daemon, state);
};

/** Seconds between two writings of status.dat; the generated ten would make every test wait. */
const quickStatus = (text: string): string => text.replace(/^status_update_interval=.*$/m, 'status_update_interval=1');

/** Emits the model's Nagios files, with every path inside a new directory, and installs them. */
export const installNagios = (
  daemons: Daemons,
  model: Model,
  { options = {}, edit = (_, text) => text }: NagiosOptions = {},
): InstalledNagios => {
  const directory = daemons.directory(0o777);
  chmodSync(directory, 0o777);
  const state = join(directory, 'state');
  for (const folder of [state, join(state, 'rw'), join(state, 'spool'), join(state, 'spool/checkresults')]) openFolder(folder);
  const chosen = {
    stateDirectory: state,
    logFile: join(state, 'nagios.log'),
    libraryDirectory: join(directory, 'libexec'),
    notifyDirectory: join(directory, 'notify'),
    hostCheck: 'none',
    ...options,
  };
  const emitted = emitAll(nagios, { ...model, targets: { ...model.targets, nagios: chosen } });
  writeArtifacts(directory, emitted, (path, text) => edit(path, path === 'nagios.cfg' ? quickStatus(text) : text));
  const start = (env = {}) => runNagios(daemons, join(directory, 'nagios.cfg'), state, env);
  return { directory, state, emitted, start };
};

/** A running Nagios with the generated standalone configuration of a model. */
export const startNagios = async (
  daemons: Daemons,
  model: Model,
  options: NagiosOptions = {},
): Promise<InstalledNagios & RunningNagios> => {
  const installed = installNagios(daemons, model, options);
  return { ...installed, ...(await installed.start()) };
};
