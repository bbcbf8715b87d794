import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterAll, expect, test } from 'vitest';
import { binFolder, writeFiles } from '../support/built-cli.ts';
import { bot, fakeGitlab, type FakeState, startState } from '../support/fake-gitlab.ts';
import { corpusFiles } from '../support/review-corpus.ts';
import { beginRepository, gitIn } from '../support/scratch-repository.ts';
import { readYaml } from '../support/workflow.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-gitlab-path-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const [origin, author, job] = ['origin', 'author', 'job'].map((name) => join(directory, name)) as [string, string, string];

const state: FakeState = startState();
const api = await fakeGitlab(() => state);
const jobs = readYaml('ci/gitlab-review.yml') as Readonly<Record<string, { readonly script?: readonly string[] }>>;

const git = gitIn(author, directory);

/** Runs a job of the template as a runner's shell would, without what `before_script` installs. */
const run = async (name: string, env: Readonly<Record<string, string>> = {}) =>
  execa('bash', ['-eo', 'pipefail', '-c', (jobs[name]?.script ?? []).join('\n')], {
    cwd: job,
    reject: false,
    all: true,
    extendEnv: false,
    env: {
      PATH: `${await binFolder()}:${process.env['PATH'] ?? ''}`,
      HOME: directory,
      CI_PROJECT_DIR: job,
      CI_PROJECT_ID: '1',
      CI_PROJECT_URL: 'https://gitlab.example.com/example/photos',
      CI_API_V4_URL: api,
      CI_DEFAULT_BRANCH: 'main',
      CI_PIPELINE_IID: '3',
      PLIMSOLL_ACCOUNT: bot,
      ...env,
    },
  });

const before = corpusFiles();
const propose = async (iid: number, files: Readonly<Record<string, string>>): Promise<void> => {
  await git('checkout', '-q', '-B', `proposal-${iid}`, 'main');
  writeFiles(author, files);
  await git('add', '-A');
  await git('commit', '-qm', 'proposal');
  await git('push', '-q', 'origin', `HEAD:refs/merge-requests/${iid}/head`);
  state.requests.push({ iid, state: 'opened', sha: await git('rev-parse', 'HEAD'), source_project_id: 2 });
};

test(
  'the jobs of the default branch report every open merge request, and mark the one that does not compile',
  { timeout: 240_000 },
  async () => {
    state.requests.length = 0;
    await beginRepository(author, origin, { git, files: before });
    const thresholds = 'thresholds/thresholds.yaml';
    await propose(7, { [thresholds]: (before[thresholds] ?? '').replace('critical: 50k', 'critical: 60k').replace('At 50k', 'At 60k') });
    await propose(8, { 'checks/checks.yaml': 'x: [' });
    await git('clone', '-q', `file://${origin}`, job);

    const token = { GITLAB_TOKEN: 'token-of-the-project' };
    const listed = await run('plimsoll-list', token);
    expect(listed.exitCode, listed.all).toBe(0);
    const confirmed = await run('plimsoll-confirm');
    expect(confirmed.exitCode, confirmed.all).toBe(0);
    expect(confirmed.all).toContain('merge request 8 has no review');
    const reported = await run('plimsoll-report', token);
    expect(reported.exitCode, reported.all).toBe(2);

    const [first, second] = state.requests;
    expect(state.notes).toHaveLength(1);
    expect(state.notes[0]?.body).toContain('1 loosened');
    expect(state.notes[0]?.body).toContain(`https://gitlab.example.com/example/photos/-/blob/${first?.sha}/${thresholds}#L`);
    const marks = state.marks.map(({ sha, status, description }) => [sha, status, description.replace(/ sha256:.*/, '')]);
    expect(marks).toEqual([
      [first?.sha, 'failed', expect.stringMatching(/approvals? missing, output$/)],
      [second?.sha, 'failed', 'the review cannot be shown: PLM503 not-a-review'],
    ]);
    expect((await execa('git', ['rev-parse', '--abbrev-ref', 'HEAD'], { cwd: job })).stdout).toBe('main');
  },
);
