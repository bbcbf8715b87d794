import type { Limits } from '../../model/limits.ts';
import { hasClear, limitArguments } from '../../probes/host/own-program.ts';
import type { Word } from './escape.ts';
import { literally } from './metric-source.ts';

/** Limits as the metric plugin takes them; with `clear` it needs the state before. */
export const limitWords = (limits: Limits): readonly Word[] => [
  ...literally(...limitArguments(limits)),
  ...(hasClear(limits) ? [['--previous'], [{ macro: 'state' } as const]] : []),
];
