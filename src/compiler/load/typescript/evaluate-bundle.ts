import type { Bundle, BundleOutput } from '../../../host/host.ts';
import { limits } from './limits.ts';
import { type Ending, openRealm, type Realm } from './realm.ts';

export type Verdict = Ending | { readonly kind: 'not-evaluated' };

type Verdicts = Map<string, Verdict>;

/** A sandbox that ended in the middle of something is thrown away; a report leaves nothing behind. */
const isSpent = (verdict: Verdict | undefined): boolean => verdict?.kind !== 'report';

/** Evaluates `files` one after the other until a verdict other than a report; without a verdict for the last when time ran out. */
const evaluateRun = (realm: Realm, files: readonly string[], { within }: Bundle): Verdicts => {
  const verdicts: Verdicts = new Map();
  within(limits.milliseconds + limits.millisecondsPerFile * files.length, () => {
    for (const file of files) {
      const ending = realm.evaluate(file);
      verdicts.set(file, ending);
      if (isSpent(ending)) return;
    }
  });
  return verdicts;
};

const evaluateAlone = async (output: BundleOutput, file: string, bundle: Bundle): Promise<{ verdict: Verdict; ticks: number }> => {
  const realm = await openRealm(output);
  const verdict = evaluateRun(realm, [file], bundle).get(file) ?? { kind: 'too-long', stack: '' };
  return { verdict, ticks: realm.ticks() };
};

/**
 * Evaluates all files in one sandbox, each with fresh instances of every module. A file that uses up steps, memory or
 * stack is judged alone in a new sandbox, so that what came before it cannot tip the scale, and the others go on in another.
 */
export const evaluateBundle = async (output: BundleOutput, bundle: Bundle): Promise<ReadonlyMap<string, Verdict>> => {
  const verdicts: Verdicts = new Map();
  let left = output.entries;
  let ticks = 0;
  while (left.length > 0 && ticks < limits.ticksOfAll) {
    const realm = await openRealm(output);
    const run = evaluateRun(realm, left, bundle);
    ticks += realm.ticks();
    const stopped = left.find((file) => isSpent(run.get(file)));
    if (stopped !== undefined && stopped !== left[0] && run.get(stopped)?.kind !== 'asynchronous') {
      const alone = await evaluateAlone(output, stopped, bundle);
      ticks += alone.ticks;
      run.set(stopped, alone.verdict);
    } else if (stopped !== undefined && !run.has(stopped)) run.set(stopped, { kind: 'too-long', stack: '' });
    for (const [file, verdict] of run) verdicts.set(file, verdict);
    left = left.filter((file) => !verdicts.has(file));
  }
  for (const file of left) verdicts.set(file, { kind: 'not-evaluated' });
  return verdicts;
};
