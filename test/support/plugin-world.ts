import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nagios } from '../../src/emitters/nagios/emitter.ts';
import type { State } from '../../src/model/evaluate.ts';
import type { NagiosProbe, ProbeRequest } from '../../src/probes/probe.ts';
import { probes } from '../../src/probes/registry.ts';
import { putFiles } from './artifact-files.ts';
import { emitAll } from './emit.ts';
import { sampleModel } from './sample-model.ts';
import { tool } from './tools.ts';

/** A plugin to run, and the state it must end in. */
export interface Run {
  readonly label: string;
  readonly argv: readonly string[];
  readonly expected: State;
}

/** A machine on which values are known: shell commands that make it so, and what then is run. */
export interface World {
  readonly setup: string;
  readonly runs: readonly Run[];
  readonly teardown?: string;
  /** Commands before each run, which are repeated with it when the clock has moved on to another second meanwhile. */
  readonly withinOneSecond?: string;
}

export interface Outcome extends Run {
  readonly state: State | undefined;
  readonly output: string;
}

const states: readonly State[] = ['ok', 'warning', 'critical', 'unknown'];

export const shellWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const plugins = '/usr/lib/nagios/plugins';

/** The generated command of a probe as a host has it, with the generated programs in `$LIBEXEC`. */
export const hostArgv = (name: string, request: Omit<ProbeRequest<unknown>, 'check'>, previous: State = 'ok'): readonly string[] => {
  const answer = probes.get(name)?.nagios({ ...request, check: name });
  if (answer?.kind !== 'plugin') throw new Error(`${name}: ${JSON.stringify(answer)}`);
  const fill = (word: NagiosProbe['words'][number]): string => {
    if (typeof word === 'string') return word;
    return { address: '127.0.0.1', host: 'host', state: String(states.indexOf(previous)), stateDirectory: 'state' }[word.reference];
  };
  return [answer.from === 'plimsoll' ? `LIBEXEC/${answer.plugin}` : `${plugins}/${answer.plugin}`, ...answer.words.map(fill)];
};

const shellOf = ({ setup, runs, teardown = '', withinOneSecond }: World, first: number): string =>
  [
    setup,
    ...runs.map(({ argv: [file = '', ...args] }, i) => {
      const program = file.startsWith('LIBEXEC/') ? `"$LIBEXEC/${file.slice(8)}"` : shellWord(file);
      const command = [program, ...args.map(shellWord)].join(' ');
      return withinOneSecond === undefined
        ? `run ${first + i} ${command}`
        : `while :; do before=$(date +%s); ${withinOneSecond}; run ${first + i} ${command} >line; [ "$before" = "$(date +%s)" ] && break; done; cat line`;
    }),
    teardown,
  ].join('\n');

const header = `
set -u
run() { number=$1; shift; "$@" >said 2>&1; code=$?; printf '%s %s %s\\n' "$number" "$code" "$(tr '\\n\\000' '  ' <said | cut -c1-200)"; }
`;

/** Runs all of it in one shell with a mount and a process namespace of its own, as root or as root of a user namespace. */
export const runWorlds = (worlds: readonly World[]): readonly Outcome[] => {
  const directory = mkdtempSync(join(tmpdir(), 'plm-world-'));
  try {
    const libexec = emitAll(nagios, sampleModel()).artifacts.filter(({ path }) => path.startsWith('libexec/'));
    putFiles(directory, libexec);
    mkdirSync(join(directory, 'mnt'));
    let first = 0;
    const parts = worlds.map((world) => {
      const text = shellOf(world, first);
      first += world.runs.length;
      return text;
    });
    writeFileSync(join(directory, 'script'), [header, ...parts, ''].join('\n'));
    const user = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const args = [...user, '--mount', '--pid', '--fork', '--mount-proc', '--kill-child', 'sh', join(directory, 'script')];
    const { stdout, stderr } = spawnSync(tool('unshare'), args, {
      cwd: directory,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', LIBEXEC: join(directory, 'libexec') },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const said = new Map(
      [...stdout.matchAll(/^(\d+) (\d+) (.*)$/gm)].map((match) => [Number(match[1]), { code: Number(match[2]), output: match[3] ?? '' }]),
    );
    return worlds
      .flatMap(({ runs }) => runs)
      .map((run, i) => ({
        ...run,
        state: states[said.get(i)?.code ?? -1],
        output: said.get(i)?.output ?? `nothing; ${stderr.slice(0, 500)}`,
      }));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** What does not end as it must, one line each. */
export const wrongOutcomes = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.flatMap(({ label, argv, expected, state, output }) =>
    state === expected ? [] : [`${label}: ${state ?? 'no state'}, not ${expected}: ${argv.join(' ')} => ${output}`],
  );
