import type { Approvals } from '../../review/gate.ts';
import { givenApprovals, type ReportedOutput, standingApprovals } from '../../review/post/given-approvals.ts';
import type { PostOptions } from '../post-types.ts';
import { type Got, got } from './api.ts';
import { readAuthors, readOutputs, readPull, readPushers, readReviews, type Repository } from './github.ts';

interface Asked {
  readonly number: number;
  readonly output: string;
  readonly options: PostOptions;
}

/** Who wrote the change, and who agreed to which output, by what the code host says. */
export const readAgreement = async (repository: Repository, { number, output, options }: Asked): Promise<Got<Approvals>> => {
  const { author, run } = options;
  const pull = await readPull(repository, number);
  if (pull.kind === 'refused') return pull;
  const authors = await readAuthors(repository, pull.value);
  if (authors.kind === 'refused') return authors;
  const pushers = await readPushers(repository, run.head);
  if (pushers.kind === 'refused') return pushers;
  const reviews = await readReviews(repository, number);
  if (reviews.kind === 'refused') return reviews;
  const reported = new Map<string, readonly ReportedOutput[]>();
  for (const commit of new Set(standingApprovals(reviews.value).map((one) => one.commit))) {
    if (!/^[0-9a-f]{40,64}$/.test(commit)) continue;
    const outputs = await readOutputs(repository, { commit, author });
    if (outputs.kind === 'refused') return outputs;
    reported.set(commit, outputs.value);
  }
  const approvals = givenApprovals(reviews.value, { of: (commit) => reported.get(commit) ?? [], head: run.head, output });
  return got({ version: 1, authors: [...new Set([...authors.value, ...pushers.value])], approvals });
};
