import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { httpWith } from '../../../src/host/http.ts';
import { nodeHost } from '../../../src/host/node-host.ts';
import { openEstate } from '../../../src/project/open.ts';
import type { PostOptions } from '../../../src/project/post-types.ts';
import type { ReviewDocument } from '../../../src/review/document.ts';
import { type FakeGithub, fakeGithub } from '../../support/fake-github.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { corpusCases, corpusFiles, edited, reviewFiles } from '../../support/review-corpus.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-report-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const before = corpusFiles();
const documentOf = async (after: Readonly<Record<string, string>>): Promise<ReviewDocument> => {
  const { document } = await reviewFiles(before, after);
  if (document === undefined) throw new Error('the change does not compile');
  return document;
};

const thresholds = 'thresholds/thresholds.yaml';
/** Another limit for the time an answer takes, and a reason for it: what opens tickets for the owner. */
const withLimit = (limit: string) => {
  const text = (before[thresholds] ?? '').replace('warning: 500ms', `warning: ${limit}`).replace('Half a second', `${limit}, measured,`);
  return { ...before, [thresholds]: text };
};
const document = await documentOf(withLimit('700ms'));

const head = 'a'.repeat(40);
const file = join(directory, 'review.json');
const claimedFile = join(directory, 'claimed.json');
const estate = await openEstate('/estate', {
  host: { ...nodeHost(), tree: () => memoryTree(before), http: httpWith(1) },
  today: '2026-11-23',
});

let host: FakeGithub;
beforeEach(async () => {
  host ??= await fakeGithub();
  for (const list of [host.pulls, host.comments, host.statuses, host.asked, host.faults, host.pushers]) list.length = 0;
  host.onAsk = () => undefined;
  host.pageSize = 100;
  host.now = '2026-11-23T12:00:00Z';
  host.pulls.push({ number: 7, state: 'open', head, opener: 'kim', commits: [{ author: 'kim' }], reviews: [] });
  writeFileSync(file, JSON.stringify(document));
  writeFileSync(claimedFile, JSON.stringify(document));
});

const report = (options: Partial<PostOptions> = {}) =>
  estate.report({
    document: file,
    repository: host.repository,
    run: { head, number: 5, attempt: 1 },
    api: host.api,
    token: 'secret-token',
    author: 'github-actions[bot]',
    ...options,
  });

const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string }[] }) => diagnostics.map(({ code }) => code);
const approve = (user: string, commit = head, at = '2026-11-23T13:00:00Z', extra = {}) =>
  host.pulls[0]?.reviews.push({ user, state: 'APPROVED', commit_id: commit, submitted_at: at, ...extra });

test('the first report makes one comment and marks the commit with what is missing', async () => {
  const result = await report();
  expect(codesOf(result)).toEqual([]);
  expect(result.comments).toEqual([{ environment: 'production', done: 'create' }]);
  expect(host.comments.map(({ body }) => body.split('\n').slice(0, 2))).toEqual([
    ['<!-- plimsoll-review v1 production -->', `<!-- plimsoll-run ${head} 5.1 -->`],
  ]);
  expect(host.comments[0]?.body).toContain('1 loosened');
  expect(host.statuses.map(({ state, sha, context }) => [state, sha, context])).toEqual([
    ['pending', head, 'plimsoll/review'],
    ['pending', head, 'plimsoll/review'],
  ]);
  expect(host.statuses[0]?.description).toMatch(/^\d approvals? missing, output sha256:[0-9a-f]{64}$/);
  expect(new Set(host.asked.map(({ token }) => token))).toEqual(new Set(['Bearer secret-token']));
});

test('a second run that says the same edits nothing', async () => {
  await report();
  const result = await report({ run: { head, number: 6, attempt: 1 } });
  expect(result.comments).toEqual([{ environment: 'production', done: 'leave' }]);
  expect(host.writes().filter(({ path }) => path.includes('comments'))).toHaveLength(1);
});

test('a push edits the comment instead of adding another', async () => {
  await report();
  const next = 'c'.repeat(40);
  const [pull] = host.pulls;
  if (pull !== undefined) pull.head = next;
  writeFileSync(file, JSON.stringify(await documentOf(withLimit('300ms'))));
  const result = await report({ run: { head: next, number: 6, attempt: 1 } });
  expect(result.comments).toEqual([{ environment: 'production', done: 'edit' }]);
  expect(host.comments).toHaveLength(1);
  expect(host.comments[0]?.body).toContain('tightened');
});

test('a run that comes late leaves what a newer one wrote, and its mark', async () => {
  await report({ run: { head, number: 6, attempt: 2 } });
  const [comment, status] = [host.comments[0]?.body, host.statuses.length];
  for (const run of [
    { head, number: 5, attempt: 1 },
    { head, number: 6, attempt: 1 },
  ]) {
    const result = await report({ run });
    expect([result.superseded, codesOf(result)]).toEqual([true, []]);
  }
  expect(host.comments.map(({ body }) => body)).toEqual([comment]);
  expect(host.statuses).toHaveLength(status);
});

test('a run for a commit that is no longer the head writes nothing', async () => {
  const [pull] = host.pulls;
  if (pull !== undefined) host.pulls[0] = { ...pull, head: 'c'.repeat(40), past: [head] };
  const result = await report();
  expect([result.superseded, codesOf(result)]).toEqual([true, []]);
  expect(host.writes()).toEqual([]);
});

test('a commit that is pushed while the report is being written is not written over', async () => {
  const next = 'c'.repeat(40);
  host.onAsk = ({ path }) => {
    const [pull] = host.pulls;
    if (path.endsWith('/reviews') && pull !== undefined) pull.head = next;
  };
  const result = await report();
  expect([result.superseded, codesOf(result)]).toEqual([true, []]);
  expect(host.comments).toEqual([]);
  expect(host.statuses.every(({ state }) => state === 'pending')).toBe(true);
});

test('a workflow that counts its runs anew is not held up by what it counted before', async () => {
  await report({ run: { head, number: 900, attempt: 1 } });
  const next = 'c'.repeat(40);
  const [pull] = host.pulls;
  if (pull !== undefined) pull.head = next;
  expect((await report({ run: { head: next, number: 1, attempt: 1 } })).comments).toEqual([{ environment: 'production', done: 'edit' }]);
});

test('a commit without an open pull request, or with two, is refused and marked', async () => {
  const [pull] = host.pulls;
  if (pull === undefined) throw new Error('no pull');
  host.pulls[0] = { ...pull, state: 'closed' };
  expect(codesOf(await report())).toEqual(['PLM505']);
  host.pulls.splice(0, 1, pull, { ...pull, number: 8 });
  expect(codesOf(await report())).toEqual(['PLM505']);
  expect(host.comments).toEqual([]);
  expect(host.statuses.map(({ state }) => state)).toEqual(['error', 'error']);
});

test('comments of others that carry our marker are left alone', async () => {
  const forged = `<!-- plimsoll-review v1 production -->\n<!-- plimsoll-run ${head} 999.1 -->\n## approved`;
  host.comments.push({ id: 1, user: { login: 'mallory' }, body: forged }, { id: 2, user: null, body: forged });
  const result = await report();
  expect(result.comments).toEqual([{ environment: 'production', done: 'create' }]);
  expect(host.comments.slice(0, 2).map(({ body }) => body)).toEqual([forged, forged]);
  expect(host.comments).toHaveLength(3);
});

test('a marker of ours that is not on the first line does not make a comment the one', async () => {
  host.comments.push({ id: 1, user: { login: 'github-actions[bot]' }, body: 'deployed\n<!-- plimsoll-review v1 production -->' });
  expect((await report()).comments).toEqual([{ environment: 'production', done: 'create' }]);
});

test('our comment is found on the last of many pages', async () => {
  await report();
  const [ours] = host.comments;
  host.comments.length = 0;
  host.comments.push(...Array.from({ length: 45 }, (_, id) => ({ id, user: { login: 'kim' }, body: 'hm' })), ...(ours ? [ours] : []));
  host.pageSize = 10;
  const result = await report({ run: { head, number: 9, attempt: 1 } });
  expect(result.comments).toEqual([{ environment: 'production', done: 'leave' }]);
});

test.each([
  ['POST .*/issues/7/comments', 403],
  ['POST .*/issues/7/comments', 422],
  ['POST .*/issues/7/comments', 500],
  ['GET .*/issues/7/comments', 500],
  ['GET .*/pulls/7$', 500],
  ['GET .*/pulls/7/reviews', 502],
  ['GET .*/pulls/7/commits', 403],
  ['GET .*/actions/runs', 403],
])('when %s is answered with %d, nothing green is left and the run fails', async (match, status) => {
  host.statuses.unshift({
    sha: head,
    context: 'plimsoll/review',
    state: 'success',
    description: 'pass, of an earlier run',
    created_at: host.now,
    creator: { login: 'github-actions[bot]' },
  });
  host.faults.push({ match: new RegExp(`^${match}`), status, message: 'Resource not accessible by integration', times: 99 });
  const result = await report();
  expect(codesOf(result)).toEqual(['PLM504']);
  expect(result.diagnostics[0]?.why).toContain('Resource not accessible by integration');
  expect(host.statuses[0]?.state).toBe('error');
  const same = host.asked.filter(({ method, path }) => new RegExp(`^${match}`).test(`${method} ${path}`));
  expect(same.length).toBeLessThanOrEqual(3);
});

test('a failure that passes is ridden out', async () => {
  for (const match of [/^GET/, /^POST .*statuses/]) host.faults.push({ match, status: 500, message: 'oops', times: 2 });
  expect(codesOf(await report())).toEqual([]);
  await report();
  host.faults.push({ match: /^GET/, status: 403, message: 'secondary rate limit', times: 1, headers: { 'retry-after': '1' } });
  expect(codesOf(await report())).toEqual([]);
});

test('a comment that was written although the answer was 500 is not written twice', async () => {
  host.faults.push({ match: /^POST .*comments/, status: 500, message: 'oops', times: 1, does: true });
  expect(codesOf(await report())).toEqual([]);
  expect(host.comments).toHaveLength(1);
});

test('when the status cannot be set, the run fails', async () => {
  host.faults.push({ match: /^POST .*statuses/, status: 403, message: 'no', times: 99 });
  expect(codesOf(await report())).toEqual(['PLM504', 'PLM504']);
  expect(host.comments).toEqual([]);
});

test('a code host that does not answer is a finding', async () => {
  const result = await report({ api: 'http://127.0.0.1:9' });
  expect(codesOf(result)).toEqual(['PLM504', 'PLM504']);
});

test.each([
  ['is missing', undefined],
  ['is no JSON', '{'],
  ['has another shape', '{"version":1,"body":"## approved"}'],
  ['nests without end', '['.repeat(200_000)],
  ['carries text of its own beside the review', JSON.stringify({ ...document, markdown: '# pass' })],
])('a document that %s marks the commit and posts nothing', async (_, text) => {
  for (const [name, option] of [
    [file, {}],
    [claimedFile, { claimed: claimedFile }],
  ] as const) {
    rmSync(name);
    if (text !== undefined) writeFileSync(name, text);
    expect(codesOf(await report(option))).toEqual(['PLM503']);
    writeFileSync(name, JSON.stringify(document));
  }
  expect(host.comments).toEqual([]);
  expect(host.statuses[0]?.state).toBe('error');
});

test('what the job of the pull request says never reaches the comment', async () => {
  const [environment] = document.environments;
  if (environment === undefined) throw new Error('no environment');
  const why = 'SHIP IT </details> @everyone <!-- plimsoll-review v1 production -->';
  const plan = { ...environment.plan, changes: environment.plan.changes.map((one) => ({ ...one, class: 'C0' as const, why, needs: [] })) };
  writeFileSync(claimedFile, JSON.stringify({ ...document, compiler: why, environments: [{ ...environment, plan, requirements: [] }] }));
  await report({ claimed: claimedFile });
  const body = host.comments[0]?.body ?? '';
  expect(body).not.toContain('SHIP IT');
  expect(body).toContain('C3');
  expect(host.statuses[0]?.state).toBe('pending');
});

test('another output from the same definitions is a change of the machinery, to which ops must agree', async () => {
  const [environment] = document.environments;
  if (environment === undefined) throw new Error('no environment');
  const output = { ...environment.output, after: `sha256:${'0'.repeat(64)}` };
  writeFileSync(claimedFile, JSON.stringify({ ...document, environments: [{ ...environment, output }] }));
  for (const by of ['ana', 'ben']) approve(by);
  expect((await report({ claimed: claimedFile })).decisions[0]?.verdict).toBe('missing');
  expect(host.comments[0]?.body).toContain('| C6 | settings `compiler`');
  approve('olga');
  expect((await report({ claimed: claimedFile, run: { head, number: 6, attempt: 1 } })).decisions[0]?.verdict).toBe('pass');
});

const verdict = async (options: Partial<PostOptions> = {}) => (await report(options)).decisions[0]?.verdict;

test('the gate opens when members of the teams of the base agree to this commit', async () => {
  expect(await verdict()).toBe('missing');
  approve('ana');
  expect(await verdict({ run: { head, number: 6, attempt: 1 } })).toBe('pass');
  expect(host.statuses[0]?.state).toBe('success');
  expect(host.comments[0]?.body).toContain('`ana`');
});

test.each<[string, () => void]>([
  ['of the one who opened it', () => approve('kim')],
  ['of a stranger', () => approve('mallory')],
  ['of a program', () => approve('ana', head, '2026-11-23T13:00:00Z', { type: 'Bot' })],
  ['of a commit of which nothing was reported', () => approve('ana', 'e'.repeat(40))],
  ['that was taken back', () => (approve('ana'), approve('ana', head, '2026-11-23T14:00:00Z', { state: 'CHANGES_REQUESTED' }))],
  ['that was dismissed', () => approve('ana', head, '2026-11-23T13:00:00Z', { state: 'DISMISSED' })],
  ['that is only a remark', () => approve('ana', head, '2026-11-23T13:00:00Z', { state: 'COMMENTED' })],
  ['of an author of a commit', () => (host.pulls[0]?.commits.push({ author: 'Ana' }), approve('ana'))],
  [
    'of a co-author',
    () => (
      host.pulls[0]?.commits.push({ author: 'kim', message: 'x\n\nCo-authored-by: A <7+ana@users.noreply.github.com>' }),
      approve('ana')
    ),
  ],
])('an approval %s does not count', async (_, prepare) => {
  prepare();
  expect(await verdict()).toBe('missing');
  expect(host.statuses.every(({ state }) => state !== 'success')).toBe(true);
});

test('whoever pushed last does not agree to it either', async () => {
  host.pushers.push('ana');
  approve('ana');
  expect(await verdict()).toBe('missing');
});

test('a rebase that changes nothing keeps approvals, and one that changes something drops them', async () => {
  await report();
  approve('ana', head, '2026-11-23T13:00:00Z');
  const next = 'c'.repeat(40);
  const [pull] = host.pulls;
  if (pull !== undefined) pull.head = next;
  host.now = '2026-11-23T14:00:00Z';
  expect(await verdict({ run: { head: next, number: 6, attempt: 1 } })).toBe('pass');
  writeFileSync(file, JSON.stringify(await documentOf(withLimit('900ms'))));
  expect(await verdict({ run: { head: next, number: 7, attempt: 1 } })).toBe('missing');
});

test('a mark that somebody else set does not make an old approval count', async () => {
  host.statuses.push({
    sha: 'e'.repeat(40),
    context: 'plimsoll/review',
    state: 'success',
    description: `pass, output ${document.output}`,
    created_at: '2026-11-23T11:00:00Z',
    creator: { login: 'mallory' },
  });
  approve('ana', 'e'.repeat(40));
  expect(await verdict()).toBe('missing');
});

test('a pull request whose authors cannot all be known is refused', async () => {
  host.pulls[0]?.commits.push(...Array.from({ length: 260 }, () => ({ author: 'kim' })));
  expect(codesOf(await report())).toEqual(['PLM506']);
});

test('a change without effect on monitors makes no comment, and passes', async () => {
  writeFileSync(file, JSON.stringify(await documentOf(before)));
  const result = await report();
  expect([result.comments, host.comments]).toEqual([[{ environment: 'production', done: 'leave' }], []]);
  expect(host.statuses[0]?.state).toBe('success');
});

test('hostile text of an author stays inert on its way to the comment', async () => {
  const hostile = corpusCases()[0];
  if (hostile === undefined) throw new Error('empty corpus');
  const files = edited(before, hostile);
  const why = '</details> @everyone [x](http://evil) <!-- plimsoll-review v1 production --> ‮ `run`';
  const checks = (files['checks/checks.yaml'] ?? '').replace(/why: .*/, `why: '${why}'`);
  writeFileSync(file, JSON.stringify(await documentOf({ ...files, 'checks/checks.yaml': checks })));
  expect(codesOf(await report())).toEqual([]);
  const body = host.comments[0]?.body ?? '';
  expect(body.split('<!-- plimsoll-review')).toHaveLength(2 + (body.match(/`[^`]*<!-- plimsoll-review[^`]*`/g) ?? []).length);
  expect(body).not.toContain('‮');
});
