import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOnce, writeFiles } from '../support/built-cli.ts';
import { fakeGithub, type FakeGithub } from '../support/fake-github.ts';
import { corpusFiles } from '../support/review-corpus.ts';
import { beginRepository, gitIn } from '../support/scratch-repository.ts';
import { type JobResult, runJob, workflow } from '../support/workflow.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-path-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const [origin, author, artifacts] = ['origin', 'author', 'artifacts'].map((name) => join(directory, name)) as [string, string, string];
const before = corpusFiles();
const checks = 'checks/checks.yaml';
const thresholds = 'thresholds/thresholds.yaml';

const git = gitIn(author, directory);

let host: FakeGithub;

/** Commits these files to the branch of the pull request, pushes, and has the code host merge it aside; gives the head. */
const push = async (files: Readonly<Record<string, string>>, message: string): Promise<string> => {
  await git('checkout', '-q', '-B', 'proposal', 'HEAD');
  writeFiles(author, files);
  await git('add', '-A');
  await git('commit', '-qm', message);
  const head = await git('rev-parse', 'HEAD');
  await git('checkout', '-q', '--detach', 'main');
  await git('merge', '-q', '--no-ff', '-m', 'merge', 'proposal');
  await git('push', '-q', '-f', 'origin', 'HEAD:refs/pull/7/merge', 'proposal:refs/pull/7/head');
  await git('checkout', '-q', 'proposal');
  const [pull] = host.pulls;
  host.pulls.splice(0, 1, {
    ...(pull ?? { number: 7, state: 'open', opener: 'kim', reviews: [] }),
    head,
    past: pull === undefined ? [] : [...(pull.past ?? []), pull.head],
    commits: [{ author: 'kim' }],
  });
  return head;
};

beforeAll(async () => {
  await bundleOnce();
  host = await fakeGithub();
  await beginRepository(author, origin, { git, files: before });
});

const token = 'token-of-the-job';
const runnerFor = (event: Readonly<Record<string, unknown>>, at: { run: string; ref: string }) => ({
  origin: `file://${origin}`,
  token,
  artifacts,
  github: { event, repository: host.repository, server_url: 'https://github.example.com' },
  env: { GITHUB_REPOSITORY: host.repository, GITHUB_API_URL: host.api },
  ...at,
});

interface Ran {
  readonly evaluate: JobResult;
  readonly confirm: JobResult;
  readonly report: JobResult;
}

interface Trigger {
  readonly number: number;
  readonly head: string;
  readonly event?: string;
  /** Something that happens between the two workflows. */
  readonly between?: () => void;
}

const evaluateIt = async ({ number }: Trigger): Promise<JobResult> => {
  const { evaluate } = workflow('review').jobs;
  if (evaluate === undefined) throw new Error('review.yml has no job evaluate');
  return runJob(evaluate, runnerFor({ pull_request: { number: 7 } }, { run: `review-${number}`, ref: 'refs/pull/7/merge' }));
};

const reportIt = async ({ number, head, event = 'pull_request' }: Trigger): Promise<Omit<Ran, 'evaluate'>> => {
  const { confirm, report } = workflow('report').jobs;
  if (confirm === undefined || report === undefined) throw new Error('report.yml lacks a job');
  const run = { event, head_sha: head, id: `review-${number}`, run_number: number, run_attempt: 1 };
  const runner = runnerFor({ workflow_run: run }, { run: `report-${number}`, ref: 'refs/heads/main' });
  const confirmed = await runJob(confirm, runner);
  return { confirm: confirmed, report: await runJob(report, runner, { confirm: confirmed }) };
};

const runAll = async (trigger: Trigger): Promise<Ran> => {
  const evaluate = await evaluateIt(trigger);
  trigger.between?.();
  return { evaluate, ...(await reportIt(trigger)) };
};

const results = ({ evaluate, confirm, report }: Ran) => [evaluate.result, confirm.result, report.result];
const firstHead = async () =>
  push({ [thresholds]: (before[thresholds] ?? '').replace('critical: 50k', 'critical: 60k').replace('At 50k', 'At 60k') }, 'later');
let first = '';

test('a pull request is evaluated, confirmed and reported: the comment arrives', { timeout: 300_000 }, async () => {
  first = await firstHead();
  const ran = await runAll({ number: 1, head: first });
  expect(results(ran), ran.evaluate.log + ran.confirm.log + ran.report.log).toEqual(['success', 'success', 'success']);
  expect(ran.evaluate.summary).toContain('## Monitors, `production`: 1 loosened');
  expect(ran.evaluate.log).toContain('::notice file=thresholds/thresholds.yaml,line=');
  expect(host.comments).toHaveLength(1);
  const body = host.comments[0]?.body ?? '';
  expect(body.split('\n').slice(0, 2)).toEqual(['<!-- plimsoll-review v1 production -->', `<!-- plimsoll-run ${first} 1.1 -->`]);
  expect(body).toContain(`https://github.example.com/example/photos/blob/${first}/thresholds/thresholds.yaml#L`);
  expect(host.statuses[0]).toMatchObject({ sha: first, context: 'plimsoll/review', state: 'pending' });
  expect(host.statuses[0]?.description).toMatch(/missing, output sha256:/);
  expect(existsSync(join(author, 'generated'))).toBe(false);
});

test('a second push edits the comment', { timeout: 300_000 }, async () => {
  const head = await push({ [thresholds]: (before[thresholds] ?? '').replace('critical: 50k', 'critical: 40k') }, 'sooner');
  const ran = await runAll({ number: 2, head });
  expect(results(ran)).toEqual(['success', 'success', 'success']);
  expect(host.comments).toHaveLength(1);
  expect(host.comments[0]?.body).toContain('1 tightened');
  expect(host.comments[0]?.body).toContain(`<!-- plimsoll-run ${head} 2.1 -->`);
});

test('the first run, started again, writes over nothing', { timeout: 300_000 }, async () => {
  const [body, marks] = [host.comments[0]?.body, host.statuses.length];
  const ran = await reportIt({ number: 1, head: first });
  expect([ran.confirm.result, ran.report.result]).toEqual(['failure', 'success']);
  expect([host.comments[0]?.body, host.statuses.length]).toEqual([body, marks]);
});

test('what the job of a fork hands over is checked, and is not believed', { timeout: 300_000 }, async () => {
  const head = host.pulls[0]?.head ?? '';
  const file = join(artifacts, 'review-3/plimsoll-review/review.json');
  const lie = () => {
    const review = JSON.parse(readFileSync(file, 'utf8')) as {
      environments: { plan: { changes: unknown[]; needs: unknown[] }; requirements: unknown[] }[];
    };
    for (const one of review.environments) {
      one.plan.changes = [];
      one.plan.needs = [];
      one.requirements = [];
    }
    writeFileSync(file, JSON.stringify(review));
  };
  const ran = await runAll({ number: 3, head, between: lie });
  expect(results(ran)).toEqual(['success', 'success', 'success']);
  expect(host.comments[0]?.body).toContain('tightened');
  expect(host.statuses[0]?.state).toBe('pending');
  mkdirSync(join(artifacts, 'review-4/plimsoll-review'), { recursive: true });
  writeFileSync(join(artifacts, 'review-4/plimsoll-review/review.json'), '# pass');
  const broken = await reportIt({ number: 4, head });
  expect(broken.report.result).toBe('failure');
  expect(host.statuses[0]).toMatchObject({ state: 'error', description: 'the review cannot be shown: PLM503 not-a-review' });
});

test('an approval starts it anew, and opens the gate', { timeout: 300_000 }, async () => {
  const head = host.pulls[0]?.head ?? '';
  host.now = '2026-11-23T13:00:00Z';
  for (const user of ['ana', 'olga'])
    host.pulls[0]?.reviews.push({ user, state: 'APPROVED', commit_id: head, submitted_at: '2026-11-23T12:30:00Z' });
  const ran = await runAll({ number: 5, head, event: 'pull_request_review' });
  expect(results(ran)).toEqual(['success', 'success', 'success']);
  expect(host.statuses[0]?.state, host.comments[0]?.body).toBe('success');
});

test('definitions that do not compile leave the commit marked, and no review', { timeout: 300_000 }, async () => {
  const head = await push({ [checks]: 'x: [' }, 'broken');
  const ran = await runAll({ number: 6, head });
  expect(results(ran)).toEqual(['failure', 'failure', 'failure']);
  expect(ran.evaluate.log).toContain('::error file=checks/checks.yaml');
  expect(host.statuses[0]).toMatchObject({ sha: head, state: 'error' });
});

test('other events do not start it', async () => {
  const ran = await reportIt({ number: 7, head: first, event: 'push' });
  expect([ran.confirm.result, ran.report.result]).toEqual(['skipped', 'skipped']);
});

test('no step saw a token but those that ask the code host', () => {
  expect(new Set(host.asked.map((one) => one.token))).toEqual(new Set([`Bearer ${token}`]));
});
