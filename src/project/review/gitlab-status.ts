import { z } from 'zod';
import { type CommitStatus, outputIn, statusContext } from '../../review/post/status.ts';
import { ask, type Got, got } from './api.ts';
import { type Mark, type MergeRequest, pathOf, readMarks, readRequest, type RequestFacts } from './gitlab.ts';

/** The commit that is marked, and by whose account. */
export interface Marking {
  readonly head: string;
  readonly account: string;
}

/**
 * GitLab refuses to let a status that waits wait again, so who still has to agree is told as a failure, which blocks as well. Only what
 * an earlier run said is taken back by a status that runs.
 */
const stateOf = ({ state, description }: CommitStatus): 'success' | 'failed' | 'running' => {
  if (state === 'success') return 'success';
  return state === 'pending' && outputIn(description) === undefined ? 'running' : 'failed';
};

type Place = { readonly pipeline_id: number } | { readonly ref: string } | Record<string, never>;

/** Where a merge request has a pipeline, GitLab looks at that alone. Commits of a fork are on no branch here. */
const placeOf = (facts: RequestFacts | undefined, head: string): Place => {
  if (facts === undefined) return {};
  const { iid, head_pipeline: pipeline, source_branch, source_project_id, target_project_id } = facts;
  if (pipeline?.sha === head && pipeline.project_id === target_project_id) return { pipeline_id: pipeline.id };
  return { ref: source_project_id === target_project_id ? source_branch : `refs/merge-requests/${iid}/head` };
};

const lastOf = (marks: readonly Mark[], account: string): Mark | undefined =>
  marks
    .filter(({ author }) => author?.username.toLowerCase() === account.toLowerCase())
    .toSorted((a, b) => a.id - b.id)
    .at(-1);

interface Wanted {
  readonly state: string;
  readonly description: string;
  readonly place: Place;
}

/** Is it said already? Then nobody gets a second mail about it. */
const stands = (last: Mark | undefined, { state, description, place }: Wanted): boolean => {
  if (last === undefined || last.status === 'success') return false;
  const isHere = 'pipeline_id' in place && last.pipeline_id === place.pipeline_id;
  if (state === 'running') return last.status === 'running' || last.status === 'pending' || isHere;
  return isHere && last.status === state && last.description === description;
};

const done = z.object({});

export const writeMark = async (request: MergeRequest, status: CommitStatus, { head, account }: Marking): Promise<Got<object>> => {
  const [facts, marks] = [await readRequest(request), await readMarks(request.project, head)];
  const place = placeOf(facts.kind === 'got' ? facts.value : undefined, head);
  const wanted = { state: stateOf(status), description: status.description, place };
  if (marks.kind === 'got' && stands(lastOf(marks.value, account), wanted)) return got({});
  const body = { name: statusContext, state: wanted.state, description: wanted.description, ...place };
  const path = `${pathOf(request.project)}/statuses/${head}`;
  return ask(request.project.access, { method: 'POST', path, body, isRepeatable: true }, done);
};
