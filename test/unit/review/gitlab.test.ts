import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { httpWith } from '../../../src/host/http.ts';
import { nodeHost } from '../../../src/host/node-host.ts';
import { openEstate } from '../../../src/project/open.ts';
import type { PostOptions } from '../../../src/project/post-types.ts';
import { createNote, readOpenRequests } from '../../../src/project/review/gitlab.ts';
import { bot, fakeGitlab, type FakeState, startState } from '../../support/fake-gitlab.ts';
import { memoryTree } from '../../support/memory-tree.ts';
import { corpusFiles, reviewFiles } from '../../support/review-corpus.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-gitlab-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const before = corpusFiles();
const thresholds = 'thresholds/thresholds.yaml';
const textWith = async (limit: string): Promise<string> => {
  const text = (before[thresholds] ?? '').replace('warning: 500ms', `warning: ${limit}`).replace('Half a second', `${limit}, measured,`);
  const { document } = await reviewFiles(before, { ...before, [thresholds]: text });
  if (document === undefined) throw new Error('the change does not compile');
  return JSON.stringify(document);
};
const [looser, tighter] = [await textWith('700ms'), await textWith('300ms')];

const http = httpWith(1);
const estate = await openEstate('/estate', { host: { ...nodeHost(), tree: () => memoryTree(before), http }, today: '2026-11-23' });
const file = join(directory, 'review.json');
const [head, next] = ['a'.repeat(40), 'c'.repeat(40)];

let state: FakeState = startState();
const api = await fakeGitlab(() => state);
beforeEach(() => {
  state = startState();
  writeFileSync(file, looser);
});

const options: PostOptions = {
  document: file,
  repository: '1',
  mergeRequest: 7,
  run: { head, number: 5, attempt: 1 },
  api,
  token: 'secret-token',
  author: bot,
};
let runs = 5;
const report = (at = head) => estate.report({ ...options, run: { head: at, number: (runs += 1), attempt: 1 } });
const codesOf = ({ diagnostics }: { diagnostics: readonly { code: string }[] }) => diagnostics.map(({ code }) => code);
const ours = () => state.notes.filter(({ author }) => author.username === bot);
const last = () => state.marks.at(-1);
const verdict = async (at = head) => (await report(at)).decisions[0]?.verdict;

const say = (username: string, body: string, created_at: string, system = true) =>
  state.notes.push({ id: state.notes.length + 1, author: { username }, system, created_at, body });
const approve = (username: string, created_at = '2026-11-23T13:00:00.000Z', name = username) => {
  state.approvers.push({ username, name });
  say(username, 'approved this merge request', created_at);
};

test('the first report makes one note and marks the commit as failed while somebody has to agree', async () => {
  const result = await report();
  expect([codesOf(result), result.comments]).toEqual([[], [{ environment: 'production', done: 'create' }]]);
  expect(ours()[0]?.body.split('\n')[0]).toBe('<!-- plimsoll-review v1 production -->');
  expect(last()).toMatchObject({ sha: head, name: 'plimsoll/review', status: 'failed' });
  expect(last()?.description).toMatch(/^\d approvals? missing, output sha256:[0-9a-f]{64}$/);
  expect(new Set(state.asked.map(({ token }) => token))).toEqual(new Set(['Bearer secret-token']));
});

test('a second run that says the same edits nothing, and a push edits the note', async () => {
  await report();
  expect((await report()).comments).toEqual([{ environment: 'production', done: 'leave' }]);
  state.requests[0] = { iid: 7, state: 'opened', sha: next, source_project_id: 1 };
  writeFileSync(file, tighter);
  expect((await report(next)).comments).toEqual([{ environment: 'production', done: 'edit' }]);
  expect(ours()).toHaveLength(1);
  expect(ours()[0]?.body).toContain('tightened');
});

test('in a pipeline that has the mark already, it is not set again', async () => {
  state.pipeline = 9;
  await report();
  const writes = () => state.asked.filter(({ method, path }) => method === 'POST' && path.includes('/statuses/')).length;
  const count = writes();
  await report();
  expect([writes(), last()?.pipeline_id]).toEqual([count, 9]);
  state.pipeline = 10;
  await report();
  expect(last()).toMatchObject({ pipeline_id: 10, status: 'failed' });
});

test('a mark that a broken run left running does not hold up the next', async () => {
  state.faults.push({ match: /^(?:GET .*notes$|POST .*notes$)/, status: 403 });
  await report();
  state.faults.length = 0;
  const author = { username: bot };
  const rest = { sha: head, name: 'plimsoll/review', description: '', created_at: state.now, pipeline_id: 50 };
  state.marks.push({ id: 99, status: 'running', finished_at: null, author, ...rest });
  expect(codesOf(await report())).toEqual([]);
  expect(state.marks.map(({ status }) => status)).not.toContain('running');
});

test('a merge request of a fork is marked by its own ref', async () => {
  state.requests[0] = { iid: 7, state: 'opened', sha: head, source_project_id: 2 };
  expect(codesOf(await report())).toEqual([]);
  const written = state.asked.find(({ method, path }) => method === 'POST' && path.includes('/statuses/'));
  expect(JSON.parse(written?.body ?? '{}')).toMatchObject({ ref: 'refs/merge-requests/7/head' });
});

test('notes of others that carry our marker are left alone, and ours is found on the last page', async () => {
  const forged = `<!-- plimsoll-review v1 production -->\n<!-- plimsoll-run ${head} 999.1 -->\n## approved`;
  for (let at = 0; at < 25; at += 1) say('mallory', forged, state.now, false);
  state.pageSize = 10;
  expect((await report()).comments).toEqual([{ environment: 'production', done: 'create' }]);
  expect((await report()).comments).toEqual([{ environment: 'production', done: 'leave' }]);
  expect(state.notes.slice(0, 25).every(({ body }) => body === forged)).toBe(true);
});

test('a commit that is no longer the head, before or while it is reported, is not written over', async () => {
  state.requests[0] = { iid: 7, state: 'opened', sha: next, source_project_id: 1 };
  const result = await report();
  expect([result.superseded, codesOf(result), state.marks, state.notes]).toEqual([true, [], [], []]);
  state = startState();
  state.onAsk = ({ path }) => {
    if (path.endsWith('/approvals')) state.requests[0] = { iid: 7, state: 'opened', sha: next, source_project_id: 1 };
  };
  const late = await report();
  expect([late.superseded, codesOf(late), state.notes]).toEqual([true, [], []]);
  expect(state.marks.every(({ status }) => status !== 'success')).toBe(true);
});

test('a merge request that is closed is refused and marked', async () => {
  state.requests[0] = { iid: 7, state: 'merged', sha: head, source_project_id: 1 };
  expect(codesOf(await report())).toEqual(['PLM505']);
  expect([state.notes, last()?.status]).toEqual([[], 'failed']);
});

test.each([
  ['POST .*/notes', 403],
  ['POST .*/notes', 500],
  ['GET .*/notes', 500],
  ['GET .*/approvals', 403],
  ['GET .*/merge_requests/7/commits', 500],
  ['GET .*/statuses', 403],
])('when %s is answered with %d, nothing green is left and the run fails', async (match, status) => {
  const [name, description, author] = ['plimsoll/review', 'pass, of an earlier run', { username: bot }];
  const times = { created_at: state.now, finished_at: state.now };
  state.marks.push({ id: 1, sha: head, name, status: 'success', description, author, pipeline_id: 50, ...times });
  state.faults.push({ match: new RegExp(`^${match}`), status });
  const result = await report();
  expect(codesOf(result)).toEqual(['PLM504']);
  expect(result.diagnostics[0]?.why).toContain('insufficient scope');
  expect(last()?.status).toBe('failed');
});

test('when the mark cannot be set, the run fails', async () => {
  state.faults.push({ match: /^POST .*statuses/, status: 403 });
  expect(codesOf(await report())).toEqual(['PLM504', 'PLM504']);
  expect(state.notes).toEqual([]);
});

test('the gate opens when members of the teams of the base agree to what was shown', async () => {
  expect(await verdict()).toBe('missing');
  approve('ana', '2026-11-23T14:00:00.000+01:00');
  expect(await verdict()).toBe('pass');
  expect(last()?.status).toBe('success');
});

test.each<[string, () => void]>([
  ['of the one who opened it', () => approve('kim')],
  ['of a stranger', () => approve('mallory')],
  ['from before the report, by the zone of its time', () => approve('ana', '2026-11-23T12:30:00.000+01:00')],
  ['of which GitLab does not say when it was given', () => state.approvers.push({ username: 'ana', name: 'Ana' })],
  [
    'whose time somebody wrote into a note',
    () => (
      state.approvers.push({ username: 'ana', name: 'Ana' }),
      say('ana', 'approved this merge request', '2026-11-23T13:00:00.000Z', false)
    ),
  ],
  ['that was taken back', () => say('ana', 'approved this merge request', '2026-11-23T13:00:00.000Z')],
  ['of somebody who pushed', () => (say('ana', 'added 1 commit\n\n<ul></ul>', state.now), approve('ana'))],
  [
    'of who signs a commit by name',
    () => (
      state.commits.push({ message: 'x', author_name: 'Ana Lopez', author_email: 'a@example.com' }),
      approve('ana', undefined, 'ana lopez')
    ),
  ],
  [
    'of a co-author',
    () => (
      state.commits.push({
        message: 'x\n\nCo-authored-by: A <7-ana@users.noreply.gitlab.com>',
        author_name: 'Kim',
        author_email: 'k@example.com',
      }),
      approve('ana')
    ),
  ],
])('an approval %s does not count', async (_, prepare) => {
  await report();
  prepare();
  expect(await verdict()).toBe('missing');
  expect(state.marks.every(({ status }) => status !== 'success')).toBe(true);
});

test('where the project does not take approvals back after a push, those from before it count for nothing', async () => {
  await report();
  approve('ana');
  state.requests[0] = { iid: 7, state: 'opened', sha: next, source_project_id: 1 };
  state.now = '2026-11-23T14:00:00.000Z';
  expect(await verdict(next)).toBe('missing');
  expect(await verdict(next)).toBe('missing');
  approve('ana', '2026-11-23T15:00:00.000Z');
  expect(await verdict(next)).toBe('pass');
});

test('a mark that somebody else set makes no approval count', async () => {
  const output = /sha256:[0-9a-f]{64}/.exec((await report(), last()?.description ?? ''))?.[0] ?? '';
  for (const mark of state.marks) Object.assign(mark, { author: { username: 'mallory' }, description: `pass, output ${output}` });
  approve('ana');
  expect(await verdict()).toBe('missing');
});

test('no line of a note is a command', async () => {
  await createNote({ project: { access: { http, api, token: 't' }, name: '1' }, number: 7 }, '/approve\n  /merge\na / b');
  expect(ours()[0]?.body).toBe('&#47;approve\n  &#47;merge\na / b');
});

test('open merge requests are listed with their heads', async () => {
  state.requests.push(
    { iid: 8, state: 'opened', sha: next, source_project_id: 2 },
    { iid: 9, state: 'closed', sha: next, source_project_id: 2 },
  );
  state.pageSize = 1;
  const open = await readOpenRequests({ access: { http, api, token: 't' }, name: '1' }, 'main');
  expect(open).toEqual({
    kind: 'got',
    value: [
      { number: 7, head },
      { number: 8, head: next },
    ],
  });
});
