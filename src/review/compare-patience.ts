import type { Check } from '../model/model.ts';
import type { Facet } from './facet.ts';
import type { Pair } from './pair.ts';
import { sooner } from './relation.ts';
import { sayDuration } from './say.ts';

const flappingText = ({ flapping }: Check): string => (flapping === undefined ? 'never' : `${flapping.low}..${flapping.high}%`);

type PatienceFacet = Extract<Facet, { kind: 'patience' }>;

const patienceFacet = (field: PatienceFacet['field'], before: number, after: number): readonly PatienceFacet[] => {
  const relation = field === 'keepFor' ? sooner(after, before) : sooner(before, after);
  return relation === 'same' ? [] : [{ kind: 'patience', relation, field, before: sayDuration(before), after: sayDuration(after) }];
};

/** A problem is looked at again as often as it would be anyway. */
const retriesAsUsual = ({ timing }: Check): boolean => timing.retryMs === timing.everyMs;

/** How long is waited, and how often looked. */
export const patienceFacets = ({ before, after }: Pair): readonly Facet[] => {
  const [old, now] = [before.check, after.check];
  const [oldFlaps, nowFlaps] = [flappingText(old), flappingText(now)];
  return [
    ...patienceFacet('for', old.timing.forMs, now.timing.forMs),
    ...patienceFacet('every', old.timing.everyMs, now.timing.everyMs),
    ...(retriesAsUsual(old) && retriesAsUsual(now) ? [] : patienceFacet('retry', old.timing.retryMs, now.timing.retryMs)),
    ...patienceFacet('notifyAfter', old.firstDelayMs ?? 0, now.firstDelayMs ?? 0),
    ...patienceFacet('keepFor', old.timing.keepMs ?? 0, now.timing.keepMs ?? 0),
    ...(oldFlaps === nowFlaps
      ? []
      : [
          {
            kind: 'patience',
            field: 'flapping',
            relation: nowFlaps === 'never' ? 'more' : oldFlaps === 'never' ? 'less' : 'both',
            before: oldFlaps,
            after: nowFlaps,
          } as const,
        ]),
  ];
};
