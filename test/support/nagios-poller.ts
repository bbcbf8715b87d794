import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Model } from '../../src/model/model.ts';
import { type Ran, run } from './collector.ts';
import type { Daemons } from './daemon.ts';
import { type InstalledNagios, installNagios, type NagiosOptions } from './nagios.ts';
import { tool } from './tools.ts';

/** An installed Nagios whose metrics are looked at by the poller. */
export interface InstalledPoller extends InstalledNagios {
  readonly program: string;
  readonly spool: string;
  /** The poller's own state directory. */
  readonly own: string;
  readonly tables: string;
  /** Runs an argv as the daemon's user. */
  readonly as: (argv: readonly string[]) => Promise<Ran>;
  /** argv that runs something as the daemon's user. */
  readonly asWords: (argv: readonly string[]) => readonly [string, ...string[]];
  /** One round. */
  readonly poll: () => Promise<Ran>;
  /** Files of results that nobody has read yet. */
  readonly unread: () => readonly string[];
}

const isRoot = process.getuid?.() === 0;
const idOf = (kind: '-u' | '-g'): number => Number(execFileSync('id', [kind, 'nagios'], { encoding: 'utf8' }));

const belongsToDaemon = (path: string, mode: number): void => {
  if (isRoot) chownSync(path, idOf('-u'), idOf('-g'));
  chmodSync(path, mode);
};

/** As {@link installNagios}, with the poller's directories beside it; `poller` are options under `targets.nagios.poller`. */
export const installPoller = (
  daemons: Daemons,
  model: Model,
  { poller, ...options }: NagiosOptions & { readonly poller: Readonly<Record<string, unknown>> },
): InstalledPoller => {
  const base = daemons.directory();
  const [tables, own] = [join(base, 'poller'), join(base, 'state')];
  const installed = installNagios(daemons, model, {
    ...options,
    options: {
      metricResults: 'poller',
      gmetad: { host: '127.0.0.1' },
      ...options.options,
      poller: { tableDirectory: tables, stateDirectory: own, ...poller },
    },
  });
  mkdirSync(tables);
  for (const { path, text } of installed.emitted.artifacts) if (path.startsWith('poller/')) writeFileSync(join(tables, basename(path)), text);
  mkdirSync(own);
  belongsToDaemon(own, 0o750);
  const spool = join(installed.state, 'spool/checkresults');
  belongsToDaemon(spool, 0o770);
  const program = join(installed.directory, 'libexec/plimsoll-poll-metrics');
  const asWords = (argv: readonly string[]): readonly [string, ...string[]] => {
    const [first = '', ...rest] = argv;
    return isRoot ? [tool('setpriv'), '--reuid=nagios', '--regid=nagios', '--clear-groups', '--', first, ...rest] : [first, ...rest];
  };
  const as = (argv: readonly string[]) => run(asWords(argv), { cwd: '/' });
  return {
    ...installed,
    program,
    spool,
    own,
    tables,
    as,
    asWords,
    poll: () => as([program]),
    unread: () => readdirSync(spool).filter((name) => /^c.{6}$/.test(name)),
  };
};
