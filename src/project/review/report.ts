import { baseBroken } from '../../diagnostics/codes/plm501-base-broken.ts';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Host } from '../../host/host.ts';
import type { ReviewDocument } from '../../review/document.ts';
import { type Decision, decide } from '../../review/gate.ts';
import { withCompilerChange } from '../../review/post/compiler-change.ts';
import { type CommitStatus, statusOf } from '../../review/post/status.ts';
import { isOvertaken } from '../../review/post/sticky.ts';
import { markdownReport, type ReportOptions as MarkdownOptions } from '../../review/report/markdown.ts';
import { hasErrors, type ProjectContext } from '../context.ts';
import type { PostOptions, PostResult } from '../post-types.ts';
import { type Got, got, refused } from './api.ts';
import { baseTeams } from './base-teams.ts';
import { policyOf } from './diff.ts';
import type { CodeHost } from './code-host.ts';
import { githubHost } from './github-host.ts';
import { gitlabHost } from './gitlab-host.ts';
import { readDocument } from './read-document.ts';
import { writeComment } from './write-comment.ts';

interface Work {
  readonly context: ProjectContext;
  readonly options: PostOptions;
  readonly host: CodeHost;
}

/** The review that is reported, and the electorate of the base. */
interface Read {
  readonly document: ReviewDocument;
  readonly electorateOf: (environment: string) => Parameters<typeof decide>[1];
}

/** Who agreed before the compiler changed has not agreed to that. */
const withClaim = (trusted: ReviewDocument, said: ReviewDocument, host: Host): ReviewDocument => {
  const document = withCompilerChange(trusted, said);
  const isSame = document.environments.every((one, at) => one === trusted.environments[at]);
  return isSame ? document : { ...document, output: host.digest(`${trusted.output}\n${said.output}\n`) };
};

const documentOf = ({ context: { host }, options: { document, claimed } }: Work): Got<ReviewDocument> => {
  const trusted = readDocument(document, host);
  if (trusted.kind === 'refused' || claimed === undefined) return trusted;
  const said = readDocument(claimed, host);
  return said.kind === 'refused' ? said : got(withClaim(trusted.value, said.value, host));
};

/** Policy and teams are those of the estate that is checked out here; nothing of the proposal is compiled. */
const read = async (work: Work): Promise<Got<Read>> => {
  const document = documentOf(work);
  if (document.kind === 'refused') return document;
  const { definitions, models, diagnostics } = await work.context.compile();
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (hasErrors(diagnostics))
    return refused(baseBroken({ name: 'work tree', count: errors.length, first: errors[0]?.message ?? 'it has errors' }));
  const policy = policyOf(definitions?.settings.value);
  const teamsOf = (environment: string) => baseTeams(models, environment);
  return got({ document: document.value, electorateOf: (environment) => ({ policy, teams: teamsOf(environment) }) });
};

interface Decided {
  readonly document: ReviewDocument;
  readonly decisions: readonly Decision[];
}

const decideAll = async (work: Work, number: number, { document, electorateOf }: Read): Promise<Got<Decided>> => {
  const { output } = document;
  const approvals = await work.host.readAgreement(number, output);
  if (approvals.kind === 'refused') return approvals;
  const decisions = document.environments.map(({ environment, plan, rulings }) =>
    decide({ plan, rulings, approvals: approvals.value, output }, electorateOf(environment)),
  );
  return got({ document, decisions });
};

const linkIn = ({ link }: PostOptions): Pick<MarkdownOptions, 'link'> => (link === undefined ? {} : { link });

type Written = PostResult['comments'][number];

/** Writes environment by environment; the first that a newer run has written ends it. */
const writeAll = async ({ host, options }: Work, number: number, decided: Decided): Promise<Got<readonly Written[]>> => {
  const written: Written[] = [];
  for (const [at, review] of decided.document.environments.entries()) {
    const decision = decided.decisions[at];
    const report = markdownReport(decided.document, review, { ...linkIn(options), ...(decision === undefined ? {} : { decision }) });
    const { author, run } = options;
    const action = await writeComment(host, number, { report, author, run, matters: review.plan.changes.length > 0 });
    if (action.kind === 'refused') return action;
    const { value } = action;
    const isNewer = value.kind === 'leave' && value.because === 'newer';
    written.push({ environment: review.environment, done: isNewer ? 'superseded' : value.kind });
    if (isNewer) break;
  }
  return got(written);
};

const unable = (why: string): CommitStatus => ({ state: 'error', description: `the review cannot be shown: ${why}`.slice(0, 140) });

const superseded: PostResult = { diagnostics: [], comments: [], decisions: [], superseded: true };

const failed = async ({ host }: Work, problem: Diagnostic): Promise<PostResult> => {
  const marked = await host.writeStatus(unable(`${problem.code} ${problem.slug}`));
  return { ...superseded, superseded: false, diagnostics: marked.kind === 'refused' ? [problem, marked.problem] : [problem] };
};

const post = async (work: Work, number: number, decided: Decided): Promise<PostResult> => {
  const written = await writeAll(work, number, decided);
  if (written.kind === 'refused') return failed(work, written.problem);
  const { document, decisions } = decided;
  const result = { diagnostics: [], number, comments: written.value, decisions, document, superseded: false };
  if (written.value.some(({ done }) => done === 'superseded')) return { ...result, superseded: true };
  const marked = await work.host.writeStatus(statusOf(decisions, document.output));
  return marked.kind === 'refused' ? { ...result, diagnostics: [marked.problem] } : result;
};

/** The number of the pull request; undefined when something newer was here, which stays. */
const placeOf = async ({ host, options }: Work): Promise<Got<number | undefined>> => {
  const found = await host.find();
  if (found.kind === 'refused') return found;
  if (found.value.kind === 'superseded') return got(undefined);
  const comments = await host.readComments(found.value.number);
  if (comments.kind === 'refused') return comments;
  return got(isOvertaken(comments.value, options) ? undefined : found.value.number);
};

/**
 * Shows a review where the change is discussed: one comment for each environment, and a status of the commit that says what the gate
 * says. Whatever cannot be read, decided or shown leaves an error there.
 */
export const report = async (context: ProjectContext, options: PostOptions): Promise<PostResult> => {
  const access = { http: context.host.http, api: options.api, token: options.token };
  const { mergeRequest } = options;
  const host = mergeRequest === undefined ? githubHost(access, options) : gitlabHost(access, options, mergeRequest);
  const work: Work = { context, options, host };
  const place = await placeOf(work);
  if (place.kind === 'refused') return failed(work, place.problem);
  if (place.value === undefined) return superseded;
  // Until all is shown, nothing that an earlier run said of this commit may stand.
  const begun = await host.writeStatus({ state: 'pending', description: 'the review is being written' });
  if (begun.kind === 'refused') return failed(work, begun.problem);
  const ready = await read(work);
  if (ready.kind === 'refused') return failed(work, ready.problem);
  const decided = await decideAll(work, place.value, ready.value);
  return decided.kind === 'refused' ? failed(work, decided.problem) : post(work, place.value, decided.value);
};
