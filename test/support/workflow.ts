import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { execa } from 'execa';
import { parse } from 'yaml';
import { binFolder } from './built-cli.ts';

/*
 * Runs the steps of a workflow as GitHub's runner would: `run` in bash with `-eo pipefail` and only the environment that is declared,
 * `uses: ./` as the composite action of this repository, checkout and artifacts by what their documentation says they do.
 */

const root = new URL('../../', import.meta.url).pathname;

export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'working-directory'?: string;
  readonly 'continue-on-error'?: boolean;
}

export interface Job {
  readonly if?: string;
  readonly needs?: string | readonly string[];
  readonly permissions?: Readonly<Record<string, string>> | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly steps: readonly Step[];
}

export interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string };
  readonly env?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

export interface Action {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

export const readYaml = (path: string): unknown => parse(readFileSync(join(root, path), 'utf8'));
export const workflow = (name: string): Workflow => readYaml(`.github/workflows/${name}.yml`) as Workflow;
export const action = readYaml('action.yml') as Action;

type Context = Readonly<Record<string, unknown>>;

const lookUp = (context: Context, path: string): unknown =>
  path.split('.').reduce<unknown>((at, key) => (typeof at === 'object' && at !== null ? (at as Context)[key] : undefined), context);

const term = (text: string, context: Context): unknown => {
  const quoted = /^'(.*)'$/.exec(text.trim())?.[1];
  return quoted ?? (text.trim() === 'always()' ? true : lookUp(context, text.trim()));
};

const compare = (text: string, context: Context): unknown => {
  const [, left = '', operator, right = ''] = /^(.*?)(==|!=)(.*)$/.exec(text) ?? [];
  if (operator === undefined) return term(text, context);
  return (term(left, context) === term(right, context)) === (operator === '==');
};

const holds = (text: string, context: Context): boolean =>
  text.split('||').some((some) => some.split('&&').every((one) => Boolean(compare(one, context))));

const fill = (text: unknown, context: Context): string =>
  String(text).replaceAll(/\$\{\{(.*?)\}\}/g, (_, expression: string) => String(compare(expression.trim(), context) ?? ''));

export interface Runner {
  /** The repository on the code host. */
  readonly origin: string;
  /** What a checkout gets for this event. */
  readonly ref: string;
  readonly github: Context;
  readonly token: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where artifacts of all runs are kept, each run in a folder of its own. */
  readonly artifacts: string;
  readonly run: string;
}

export interface JobResult {
  readonly result: 'success' | 'failure' | 'skipped';
  readonly log: string;
  readonly summary: string;
}

interface Place {
  readonly workspace: string;
  readonly temp: string;
}

interface Outcome {
  readonly ok: boolean;
  readonly log: string;
}

const checkOut = async ({ origin, ref }: Runner, { workspace }: Place, options: Step['with']): Promise<Outcome> => {
  const depth = String(options?.['fetch-depth'] ?? 1);
  const git = (...args: readonly string[]) => execa('git', ['-C', workspace, ...args], { reject: false, env: { HOME: workspace } });
  await git('init', '-q');
  await git('remote', 'add', 'origin', origin);
  const fetched = await git('fetch', '-q', '--no-tags', `--depth=${depth}`, 'origin', ref);
  const done = await git('checkout', '-q', '--detach', 'FETCH_HEAD');
  return { ok: fetched.exitCode === 0 && done.exitCode === 0, log: fetched.stderr + done.stderr };
};

const copy = (from: string, to: string): Outcome => {
  if (!existsSync(from)) return { ok: false, log: `there is no ${basename(from)}\n` };
  cpSync(from, to, { recursive: true });
  return { ok: true, log: '' };
};

const known = async (step: Step, runner: Runner, place: Place, context: Context): Promise<Outcome> => {
  const options = Object.fromEntries(Object.entries(step.with ?? {}).map(([key, value]) => [key, fill(value, context)]));
  const [uses = ''] = (step.uses ?? '').split('@');
  const folder = (run: string) => join(runner.artifacts, run, options['name'] ?? '');
  switch (uses) {
    case 'actions/checkout':
      return checkOut(runner, place, options);
    case 'actions/setup-node':
      return { ok: true, log: '' };
    case 'actions/upload-artifact':
      mkdirSync(folder(runner.run), { recursive: true });
      return copy(options['path'] ?? '', join(folder(runner.run), basename(options['path'] ?? '')));
    case 'actions/download-artifact':
      return copy(folder(options['run-id'] ?? runner.run), options['path'] ?? '');
    default:
      throw new Error(`this runner does not know ${uses}`);
  }
};

const runScript = async (step: Step, runner: Runner, place: Place, context: Context): Promise<Outcome> => {
  const env = Object.fromEntries(Object.entries(step.env ?? {}).map(([key, value]) => [key, fill(value, context)]));
  const { exitCode, all } = await execa('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', fill(step.run, context)], {
    cwd: join(place.workspace, fill(step['working-directory'] ?? '.', context)),
    env: {
      PATH: `${await binFolder()}:${process.env['PATH'] ?? ''}`,
      HOME: place.temp,
      LC_ALL: 'C.UTF-8',
      GITHUB_WORKSPACE: place.workspace,
      RUNNER_TEMP: place.temp,
      GITHUB_STEP_SUMMARY: join(place.temp, 'summary.md'),
      ...runner.env,
      ...env,
    },
    extendEnv: false,
    reject: false,
    all: true,
  });
  return { ok: exitCode === 0, log: `${all}\n` };
};

/** What is already there: the tool, compiled from the same sources. */
const isInstalled = ({ name }: Step): boolean => name === 'Install Plimsoll';

const runSteps = async (steps: readonly Step[], runner: Runner, place: Place, context: Context): Promise<Outcome> => {
  let log = '';
  for (const step of steps) {
    if ((step.if !== undefined && !holds(step.if, context)) || isInstalled(step)) continue;
    const outcome = await runStep(step, runner, place, context);
    log += outcome.log;
    if (!outcome.ok && step['continue-on-error'] !== true) return { ok: false, log };
  }
  return { ok: true, log };
};

const runStep = (step: Step, runner: Runner, place: Place, context: Context): Promise<Outcome> => {
  if (step.run !== undefined) return runScript(step, runner, place, context);
  if (step.uses !== './') return known(step, runner, place, context);
  const defaults = Object.entries(action.inputs).map(([key, input]) => [key, fill(input.default ?? '', context)]);
  const given = Object.entries(step.with ?? {}).map(([key, value]) => [key, fill(value, context)]);
  return runSteps(action.runs.steps, runner, place, { ...context, inputs: Object.fromEntries([...defaults, ...given]) as Context });
};

/** Runs one job of a workflow in a fresh folder. `needs` says how the jobs before it ended. */
export const runJob = async (
  { if: condition, steps }: Job,
  runner: Runner,
  needs: Readonly<Record<string, JobResult>> = {},
): Promise<JobResult> => {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-runner-'));
  const place = { workspace: join(directory, 'work'), temp: join(directory, 'temp') };
  for (const folder of Object.values(place)) mkdirSync(folder);
  const github = { ...runner.github, action_path: root.replace(/\/$/, ''), token: runner.token };
  const context = { github, needs, runner: { temp: place.temp } };
  try {
    if (condition !== undefined && !holds(condition, context)) return { result: 'skipped', log: '', summary: '' };
    const { ok, log } = await runSteps(steps, runner, place, context);
    const summary = join(place.temp, 'summary.md');
    return { result: ok ? 'success' : 'failure', log, summary: existsSync(summary) ? readFileSync(summary, 'utf8') : '' };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
