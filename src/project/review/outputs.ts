import { compareText } from '../../base/compare.ts';
import type { Thread } from '../../host/host.ts';
import type { EnvironmentReview } from '../../review/document.ts';
import { emittersFor, type TextContext } from '../emit.ts';
import { compareEmitter, type EmitterOutput, type ModelPair } from './output.ts';

/** The work on all outputs, which two threads share: a job that is claimed is no longer 0. */
export interface OutputWork {
  readonly pairs: readonly ModelPair[];
  readonly root: string;
  readonly version: string;
  readonly claims: Int32Array;
}

interface Job {
  readonly index: number;
  readonly pair: ModelPair;
  readonly emitter: string;
}

/** One emitter and environment each: no more than their files are held at a time. */
const jobsOf = (pairs: readonly ModelPair[]): readonly Job[] =>
  pairs.flatMap((pair) => namesIn(pair).map((emitter) => ({ pair, emitter }))).map((job, index) => ({ index, ...job }));

const namesIn = ({ before, after }: ModelPair): readonly string[] =>
  [...new Set([before, after].flatMap((model) => emittersFor(model).map(({ name }) => name)))].toSorted(compareText);

export type DoneJobs = ReadonlyMap<number, EmitterOutput>;

/** Does what nobody has claimed, in the order given. */
const workOff = (jobs: readonly Job[], claims: Int32Array, context: TextContext): DoneJobs => {
  const done = new Map<number, EmitterOutput>();
  for (const { index, emitter, pair } of jobs)
    if (Atomics.exchange(claims, index, 1) === 0) done.set(index, compareEmitter(emitter, pair, context));
  return done;
};

/** The other thread's share: it begins where we would end. */
export const helpOut = ({ pairs, claims, ...rest }: OutputWork, host: TextContext['host']): DoneJobs =>
  workOff(jobsOf(pairs).toReversed(), claims, { host, ...rest });

/** Checks to emit from which a second thread gives more than its start takes. */
const worthThread = 4000;

const sizeOf = (pairs: readonly ModelPair[]): number =>
  pairs.reduce((sum, { before, after }) => sum + before.checks.length + after.checks.length, 0);

type Output = Pick<EnvironmentReview, 'output' | 'generated'>;

const outputOf = (parts: readonly EmitterOutput[], { host }: TextContext): Output => {
  const digest = (side: 'before' | 'after') => host.digest(parts.map((part) => part[side]).join(''));
  return { output: { before: digest('before'), after: digest('after') }, generated: parts.flatMap(({ change }) => change ?? []) };
};

/** The outputs of both sides, in the making. */
export interface Outputs {
  /** One for each pair; whatever is not done by then is done now. */
  finish(): Promise<readonly Output[]>;
  stop(): Promise<void>;
}

/** Begins to generate both sides: in another thread from `threadFrom` checks on, while we have other things to do. */
export const startOutputs = (pairs: readonly ModelPair[], context: TextContext, threadFrom = worthThread): Outputs => {
  const { host, root, version } = context;
  const jobs = jobsOf(pairs);
  const claims = new Int32Array(new SharedArrayBuffer(Math.max(jobs.length, 1) * Int32Array.BYTES_PER_ELEMENT));
  const module = new URL(import.meta.url.endsWith('.ts') ? './output-thread.ts' : './output-thread.js', import.meta.url);
  const work: OutputWork = { pairs, root, version, claims };
  const isLarge = sizeOf(pairs) >= threadFrom && jobs.length > 1;
  const thread: Thread<DoneJobs> | undefined = isLarge ? host.startThread(module, work) : undefined;
  const finish = async (): Promise<readonly Output[]> => {
    const own = workOff(jobs, claims, context);
    const done = new Map([...own, ...((await thread?.answer) ?? [])]);
    return pairs.map((pair) =>
      outputOf(
        jobs.flatMap((job) => (job.pair === pair ? (done.get(job.index) ?? []) : [])),
        context,
      ),
    );
  };
  return { finish, stop: async () => thread?.stop() };
};
