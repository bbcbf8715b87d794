import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { nagios } from '../../src/emitters/nagios/emitter.ts';
import type { Model } from '../../src/model/model.ts';
import { type Ran, run } from './collector.ts';
import type { Daemons } from './daemon.ts';
import { emitAll, type EmitOutcome } from './emit.ts';
import { type InstalledNagios, installNagios, type NagiosOptions } from './nagios.ts';
import { tool } from './tools.ts';

/** The generated poller with directories of its own. */
export interface PlacedPoller {
  readonly emitted: EmitOutcome;
  readonly program: string;
  readonly spool: string;
  /** The poller's own state directory. */
  readonly own: string;
  readonly tables: string;
  /** argv that runs something as the user it belongs to. */
  readonly asUser: (argv: readonly string[]) => readonly [string, ...string[]];
  /** One round. */
  readonly poll: () => Promise<Ran>;
  /** Files of results that nobody has read yet. */
  readonly unread: () => readonly string[];
}

/** One result in the spool. */
export type SpoolResult = Readonly<Record<string, string>>;

/** Every record of every released file, as the daemon reads them; the files are removed. Throws on a line that is none. */
export const takeResults = (spool: string): readonly SpoolResult[] =>
  readdirSync(spool)
    .filter((name) => name.endsWith('.ok'))
    .flatMap((name) => {
      const path = join(spool, name.slice(0, -3));
      const text = readFileSync(path, 'utf8');
      rmSync(path);
      rmSync(`${path}.ok`);
      if (!text.endsWith('\n\n')) throw new Error(`${path} ends in the middle of a record`);
      const records = text.trimEnd().split('\n\n');
      return records.slice(1).map((record) =>
        Object.fromEntries(
          record.split('\n').map((line) => {
            const at = line.indexOf('=');
            if (at < 1) throw new Error(`no line of a record: ${line}`);
            return [line.slice(0, at), line.slice(at + 1)];
          }),
        ),
      );
    });

interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/** The daemon's user, when the tests may become it. */
const daemonUser = (): Owner | undefined => {
  const id = (kind: '-u' | '-g') => Number(execFileSync('id', [kind, 'nagios'], { encoding: 'utf8' }));
  return process.getuid?.() === 0 ? { uid: id('-u'), gid: id('-g') } : undefined;
};

const give = (path: string, owner: Owner | undefined): void => {
  if (owner !== undefined) chownSync(path, owner.uid, owner.gid);
  chmodSync(path, 0o750);
};

interface Places extends Pick<PlacedPoller, 'emitted' | 'program' | 'spool' | 'own' | 'tables'> {
  readonly owner: Owner | undefined;
}

const place = ({ owner, ...places }: Places): PlacedPoller => {
  mkdirSync(places.tables);
  for (const { path, text } of places.emitted.artifacts)
    if (path.startsWith('poller/')) writeFileSync(join(places.tables, basename(path)), text);
  mkdirSync(places.own);
  for (const path of [places.own, places.spool]) give(path, owner);
  const asUser = (argv: readonly string[]): readonly [string, ...string[]] => {
    const [first = '', ...rest] = argv;
    if (owner === undefined) return [first, ...rest];
    return [tool('setpriv'), `--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', '--', first, ...rest];
  };
  return {
    ...places,
    asUser,
    poll: () => run(asUser([places.program]), { cwd: '/' }),
    unread: () => readdirSync(places.spool).filter((name) => /^c.{6}$/.test(name)),
  };
};

/** The poller of a model without any daemon to read what it hands in; it runs as the user of the tests. */
export const placePoller = (daemons: Daemons, model: Model, poller: Readonly<Record<string, unknown>>): PlacedPoller => {
  const base = daemons.directory();
  const [tables, own, spool] = [join(base, 'poller'), join(base, 'state'), join(base, 'spool')];
  const options = { tableDirectory: tables, stateDirectory: own, spoolDirectory: spool, ...poller };
  const targets = { nagios: { metricResults: 'poller', libraryDirectory: base, gmetad: { host: '127.0.0.1' }, poller: options } };
  const emitted = emitAll(nagios, { ...model, targets });
  mkdirSync(spool);
  const program = join(base, 'plimsoll-poll-metrics');
  writeFileSync(program, emitted.text('libexec/plimsoll-poll-metrics'), { mode: 0o755 });
  return place({ emitted, program, spool, own, tables, owner: undefined });
};

/** As {@link installNagios}, with the poller's directories beside it; `poller` are options under `targets.nagios.poller`. */
export const installPoller = (
  daemons: Daemons,
  model: Model,
  { poller, ...options }: NagiosOptions & { readonly poller: Readonly<Record<string, unknown>> },
): InstalledNagios & PlacedPoller => {
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
  const program = join(installed.directory, 'libexec/plimsoll-poll-metrics');
  const spool = join(installed.state, 'spool/checkresults');
  return { ...installed, ...place({ emitted: installed.emitted, program, spool, own, tables, owner: daemonUser() }) };
};
