import type { Bundle, BundleOutput } from '../../../host/host.ts';
import { limits } from './limits.ts';
import { type Ending, openRealm, type Realm } from './realm.ts';

export type Verdict = Ending | { readonly kind: 'not-evaluated' };

const timedOut: Ending = { kind: 'too-long', stack: '' };

const evaluateIn = (realm: Realm, file: string, bundle: Bundle): Ending =>
  bundle.within(limits.milliseconds, () => realm.evaluate(file))?.value ?? timedOut;

/** A sandbox that ended in the middle of something is thrown away; a report leaves nothing behind. */
const isSpent = (ending: Ending): boolean => ending.kind !== 'report';

/**
 * Evaluates all files in one sandbox, each with fresh instances of every module. A file that uses up steps, memory or
 * stack is judged again alone in a new sandbox, so that what came before it cannot tip the scale.
 */
export const evaluateBundle = async ({ code, entries }: BundleOutput, bundle: Bundle): Promise<ReadonlyMap<string, Verdict>> => {
  const verdicts = new Map<string, Verdict>();
  let realm: Realm | undefined;
  let isFresh = false;
  let ticksLeft: number = limits.ticksOfAll;
  for (const file of entries) {
    if (ticksLeft <= 0) {
      verdicts.set(file, { kind: 'not-evaluated' });
      continue;
    }
    isFresh = realm === undefined;
    realm ??= await openRealm(code);
    let ending = evaluateIn(realm, file, bundle);
    ticksLeft -= realm.ticks();
    if (isSpent(ending)) realm = undefined;
    if (isSpent(ending) && !isFresh && ending !== timedOut && ending.kind !== 'asynchronous') {
      const alone = await openRealm(code);
      ending = evaluateIn(alone, file, bundle);
      ticksLeft -= alone.ticks();
    }
    verdicts.set(file, ending);
  }
  return verdicts;
};
