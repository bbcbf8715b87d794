import { compareText } from '../../base/compare.ts';
import type { Model } from '../../model/model.ts';
import { emittersFor, type TextContext } from '../emit.ts';
import { beginOutput, endOutput, type EmitterOutput, type ModelPair } from './output.ts';

/** One emitter and environment: no more than their files are held at a time. */
export interface Job {
  readonly index: number;
  readonly pair: ModelPair;
  readonly emitter: string;
}

const namesIn = (models: readonly Model[]): readonly string[] =>
  [...new Set(models.flatMap((model) => emittersFor(model).map(({ name }) => name)))].toSorted(compareText);

export const jobsOf = (pairs: readonly ModelPair[]): readonly Job[] =>
  pairs
    .flatMap((pair) => namesIn([pair.before, pair.after]).map((emitter) => ({ pair, emitter })))
    .map((job, index) => ({ index, ...job }));

/** What takes longest comes first: two threads then end at nearly the same time. */
const order = ['prometheus', 'nagios', 'ganglia', 'alertmanager'];

const byLength = (a: { readonly emitter: string }, b: { readonly emitter: string }): number =>
  order.indexOf(a.emitter) - order.indexOf(b.emitter);

/** One emitter's files of the base, made while the head is not there yet. */
export interface FirstJob {
  readonly before: Model;
  readonly emitter: string;
}

/** What the other thread begins with: nobody has to tell it, and nobody else does it. */
export const firstJob = (base: readonly Model[]): FirstJob | undefined =>
  base.flatMap((before) => namesIn([before]).map((emitter) => ({ before, emitter }))).toSorted(byLength)[0];

export const isFirst = ({ pair, emitter }: Job, first: FirstJob | undefined): boolean =>
  pair.before === first?.before && emitter === first.emitter;

export type DoneJobs = ReadonlyMap<number, EmitterOutput>;

/** Two threads share the jobs by this: one that somebody has claimed is no longer 0. */
export type Claims = Int32Array;

export const claimsFor = (jobs: readonly Job[], first: FirstJob | undefined): Claims => {
  const claims = new Int32Array(new SharedArrayBuffer(Math.max(jobs.length, 1) * Int32Array.BYTES_PER_ELEMENT));
  for (const job of jobs) claims[job.index] = isFirst(job, first) ? 1 : 0;
  return claims;
};

/** Does what nobody has claimed. */
export const workOff = (jobs: readonly Job[], claims: Claims, context: TextContext): DoneJobs => {
  const done = new Map<number, EmitterOutput>();
  for (const { index, pair, emitter } of jobs.toSorted(byLength))
    if (Atomics.exchange(claims, index, 1) === 0) done.set(index, endOutput(beginOutput(emitter, pair.before, context), pair.after));
  return done;
};
