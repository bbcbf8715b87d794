// What a thread is started for.
import type { Hear } from '../../host/host.ts';
import type { TextContext } from '../emit.ts';
import { type DoneJobs, firstJob, isFirst, jobsOf, workOff } from './jobs.ts';
import { beginOutput, type EmitterOutput, endOutput } from './output.ts';
import { heardPairs, type ToldBase, type ToldPairs } from './told.ts';

/** Begins with what it hears of the base, and does its share of the jobs when it hears of the head. */
export const run = async (about: Omit<TextContext, 'host'>, host: TextContext['host'], hear: Hear): Promise<DoneJobs> => {
  const context = { ...about, host };
  const base = await hear<ToldBase>();
  const first = firstJob(base);
  const begun = first === undefined ? undefined : beginOutput(first.emitter, first.before, context);
  const { pairs, claims } = await hear<ToldPairs>();
  const jobs = jobsOf(heardPairs(pairs, base));
  const done = new Map<number, EmitterOutput>();
  for (const job of jobs) if (begun !== undefined && isFirst(job, first)) done.set(job.index, endOutput(begun, job.pair.after));
  return new Map([...done, ...workOff(jobs, claims, context)]);
};
