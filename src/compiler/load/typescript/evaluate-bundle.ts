import type { Bundle, BundleOutput } from '../../../host/host.ts';
import { limits } from './limits.ts';
import { type Ending, openRealm, type Realm } from './realm.ts';

export type Verdict = Ending | { readonly kind: 'not-evaluated' };

/** The verdicts on the first of some files: all but the last are reports. */
interface Run {
  readonly verdicts: Map<string, Verdict>;
  /** The file that ended otherwise; its sandbox is spent, while a report leaves nothing behind. */
  readonly stopped: string | undefined;
  readonly ticks: number;
}

const whereItStands = (realm: Realm, { within }: Bundle): string => {
  try {
    return within(limits.millisecondsToLook, realm.abandonedStack)?.value ?? '';
  } catch {
    // It was cut off in the middle of something: whatever is wrong with it now, its place is only a courtesy.
    return '';
  }
};

const evaluateRun = (realm: Realm, files: readonly string[], bundle: Bundle): Run => {
  const verdicts = new Map<string, Verdict>();
  const ran = bundle.within(limits.milliseconds + limits.millisecondsPerFile * files.length, () => {
    for (const file of files) {
      const ending = realm.evaluate(file);
      verdicts.set(file, ending);
      if (ending.kind !== 'report') return file;
    }
    return undefined;
  });
  if (ran !== undefined) return { verdicts, stopped: ran.value, ticks: realm.ticks() };
  const stopped = files.find((file) => !verdicts.has(file));
  if (stopped !== undefined) verdicts.set(stopped, { kind: 'too-long', stack: whereItStands(realm, bundle) });
  return { verdicts, stopped, ticks: limits.ticksOfTimeout };
};

/**
 * Evaluates all files in one sandbox, each with fresh instances of every module. A file that uses up steps, memory or
 * stack is judged alone in a new sandbox, so that what came before it cannot tip the scale, and the others go on in another.
 */
export const evaluateBundle = async (output: BundleOutput, bundle: Bundle): Promise<ReadonlyMap<string, Verdict>> => {
  const verdicts = new Map<string, Verdict>();
  let left = output.entries;
  let ticks = 0;
  while (left.length > 0 && ticks < limits.ticksOfAll) {
    const run = evaluateRun(await openRealm(output), left.slice(0, limits.filesPerRealm), bundle);
    ticks += run.ticks;
    for (const [file, verdict] of run.verdicts) verdicts.set(file, verdict);
    const { stopped } = run;
    if (stopped !== undefined && stopped !== left[0] && verdicts.get(stopped)?.kind !== 'asynchronous') {
      const alone = evaluateRun(await openRealm(output), [stopped], bundle);
      ticks += alone.ticks;
      for (const [file, verdict] of alone.verdicts) verdicts.set(file, verdict);
    }
    left = left.filter((file) => !verdicts.has(file));
  }
  for (const file of left) verdicts.set(file, { kind: 'not-evaluated' });
  return verdicts;
};
