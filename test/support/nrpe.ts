import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { putFiles } from './artifact-files.ts';
import type { Daemon, Daemons } from './daemon.ts';
import type { EmitOutcome } from './emit.ts';
import { expandMacros, readObjects, splitCommand } from './nagios-reader.ts';
import { accepts } from './ports.ts';
import { tool } from './tools.ts';

export interface NrpeOptions {
  readonly port: number;
  /** Generated files: `nrpe.d` and `libexec` among them. */
  readonly emitted: EmitOutcome;
  /** Where the configuration and the programs are put; the model's options name `DIRECTORY/libexec`. */
  readonly directory: string;
  /** Arguments beside the configuration file and `-f`. */
  readonly args?: readonly string[];
}

export interface Nrpe {
  readonly daemon: Daemon;
  readonly log: () => string;
}

/** Debian's nrpe.cfg as far as it matters here: no arguments, one folder of snippets, as the user `nagios`. */
const configOf = (port: number, directory: string): string =>
  [
    `pid_file=${directory}/nrpe.pid`,
    `server_port=${port}`,
    'server_address=127.0.0.1',
    'nrpe_user=nagios',
    'nrpe_group=nagios',
    'allowed_hosts=127.0.0.1',
    'dont_blame_nrpe=0',
    'allow_bash_command_substitution=0',
    'command_timeout=25',
    'connection_timeout=60',
    'disable_syslog=1',
    `log_file=${directory}/log/nrpe.log`,
    `include_dir=${directory}/nrpe.d/`,
    '',
  ].join('\n');

/** The real NRPE daemon on loopback with the generated snippets, in the foreground. */
export const startNrpe = async (daemons: Daemons, { port, emitted, directory, args = [] }: NrpeOptions): Promise<Nrpe> => {
  putFiles(
    directory,
    emitted.artifacts.filter(({ path }) => path.startsWith('nrpe.d/') || path.startsWith('libexec/')),
  );
  const logs = join(directory, 'log');
  if (!existsSync(logs)) mkdirSync(logs);
  chmodSync(logs, 0o777);
  const config = join(directory, 'nrpe.cfg');
  writeFileSync(config, configOf(port, directory));
  const daemon = await daemons.start({
    name: 'nrpe',
    argv: [tool('nrpe'), '-c', config, '-f', ...args],
    ready: () => accepts(port),
  });
  const log = () => (existsSync(join(logs, 'nrpe.log')) ? readFileSync(join(logs, 'nrpe.log'), 'utf8') : '') + daemon.log();
  return { daemon, log };
};

/** The argv that Nagios runs for a check on 127.0.0.1, read from the generated objects; `state` is that of the service before. */
export const askedArgv = (emitted: EmitOutcome, id: string, state = '0'): readonly string[] => {
  const objects = emitted.artifacts.filter(({ path }) => path.startsWith('objects/')).flatMap(({ text }) => readObjects(text));
  const service = objects.find(({ type, values }) => type === 'service' && values['service_description'] === id);
  const command = objects.find(({ type, values }) => type === 'command' && values['command_name'] === service?.values['check_command']);
  const line = expandMacros(command?.values['command_line'] ?? '', {
    HOSTADDRESS: '127.0.0.1',
    HOSTNAME: '127.0.0.1',
    SERVICESTATEID: state,
  });
  const argv = splitCommand(line);
  if (argv === undefined || argv.length === 0) throw new Error(`${id}: no command, or one for a shell: ${line}`);
  return argv;
};
