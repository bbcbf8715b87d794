import type { FileTree, Thread } from '../../host/host.ts';
import type { Model } from '../../model/model.ts';
import type { EnvironmentReview } from '../../review/document.ts';
import type { TextContext } from '../emit.ts';
import { claimsFor, type DoneJobs, firstJob, type Job, jobsOf, workOff } from './jobs.ts';
import type { EmitterOutput, ModelPair } from './output.ts';
import { type ToldBase, toldBase, toldPairs, type ToldPairs } from './told.ts';

/** From which size of an estate on another thread gives more than it takes. */
export interface WorthThread {
  /** Of the definitions of one side. */
  readonly bytes: number;
  /** To emit, both sides counted. */
  readonly checks: number;
}

const usual: WorthThread = { bytes: 1_000_000, checks: 4000 };

/** `tree`, of which `seen` learns how many bytes were read in all. */
const counted = (tree: FileTree, seen: (bytes: number) => void): FileTree => {
  let sum = 0;
  return {
    list: tree.list,
    read: (path) => {
      const bytes = tree.read(path);
      sum += bytes?.length ?? 0;
      seen(sum);
      return bytes;
    },
  };
};

const checksIn = (models: readonly Model[]): number => models.reduce((sum, { checks }) => sum + checks.length, 0);

type Output = Pick<EnvironmentReview, 'output' | 'generated'>;

const outputOf = (parts: readonly EmitterOutput[], { host }: TextContext): Output => {
  const digest = (side: 'before' | 'after') => host.digest(parts.map((part) => part[side]).join(''));
  return { output: { before: digest('before'), after: digest('after') }, generated: parts.flatMap(({ change }) => change ?? []) };
};

const partsOf = (pair: ModelPair, jobs: readonly Job[], done: DoneJobs): readonly EmitterOutput[] =>
  jobs.flatMap((job) => (job.pair === pair ? (done.get(job.index) ?? []) : []));

/** The outputs of both sides, in the making from before either is compiled: in another thread too where the estate is large. */
export interface Outputs {
  /** The tree of a side that is about to be compiled: how much is read of it says how large the estate is. */
  watch(tree: FileTree): FileTree;
  /** The base is compiled. */
  begin(before: readonly Model[]): void;
  /**
   * Both sides are compiled; `before` is what was begun with, or stands for an environment that the base has not. What is returned gives
   * the outputs, one for each pair: whatever is not done by then is done when it is called.
   */
  complete(pairs: readonly ModelPair[]): () => Promise<readonly Output[]>;
  /** Afterwards there is no other thread, whatever has happened. */
  stop(): Promise<void>;
}

const module = new URL(import.meta.url.endsWith('.ts') ? './output-thread.ts' : './output-thread.js', import.meta.url);

export const startOutputs = (context: TextContext, worth: WorthThread = usual): Outputs => {
  const { host, root, version } = context;
  let thread: Thread<DoneJobs> | undefined;
  let base: readonly Model[] | undefined;
  const startIf = (isWorth: boolean): void => {
    if (isWorth) thread ??= host.startThread(module, { root, version });
  };
  const begin = (before: readonly Model[]): readonly Model[] => {
    thread?.tell(toldBase(before) satisfies ToldBase);
    return (base = before);
  };
  return {
    watch: (tree) => counted(tree, (bytes) => startIf(bytes >= worth.bytes)),
    begin: (before) => {
      startIf(2 * checksIn(before) >= worth.checks);
      if (thread !== undefined) begin(before);
    },
    complete: (pairs) => {
      const jobs = jobsOf(pairs);
      startIf(checksIn(pairs.flatMap(({ before, after }) => [before, after])) >= worth.checks);
      const known = base ?? begin([]);
      const claims = claimsFor(jobs, thread === undefined ? undefined : firstJob(known));
      thread?.tell({ pairs: toldPairs(pairs, known), claims } satisfies ToldPairs);
      return async () => {
        const own = workOff(jobs, claims, context);
        const done = new Map([...own, ...((await thread?.answer) ?? [])]);
        return pairs.map((pair) => outputOf(partsOf(pair, jobs, done), context));
      };
    },
    stop: async () => thread?.stop(),
  };
};
