import type { CheckDefinition } from '../../definitions/check.ts';
import { forAndAttempts } from '../../diagnostics/codes/plm306-for-and-attempts.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Timing } from '../../model/model.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import type { LinkContext } from './context.ts';
import type { LinkedThreshold } from './thresholds.ts';

/** How long a problem must last, as one author wrote it. */
interface Patience {
  readonly for?: string | undefined;
  readonly attempts?: number | undefined;
}

/** A place that may say how long, from the strongest to the weakest. */
interface Voice {
  readonly entry: Entry<unknown>;
  readonly path: Path;
  readonly patience: Patience;
}

type Timed = Pick<CheckDefinition, 'every' | 'retry' | 'for' | 'attempts' | 'keepFor'>;

const thresholdVoices = ({ entry, everywhere }: LinkedThreshold): readonly Voice[] => [
  ...everywhere.toReversed().map((index) => ({ entry, path: ['overrides', index], patience: entry.value.overrides?.[index] ?? {} })),
  { entry, path: [], patience: entry.value },
];

const speaks = ({ patience }: Voice): boolean => patience.for !== undefined || patience.attempts !== undefined;

const lasting = ({ patience }: Voice, retryMs: number): number =>
  patience.for === undefined ? ((patience.attempts ?? 1) - 1) * retryMs : (parseDuration(patience.for) ?? 0);

/** Of several thresholds on what a probe measures, the most patient decides: they share one check. */
const mostPatient = (thresholds: readonly LinkedThreshold[], retryMs: number): Voice | undefined =>
  thresholds
    .flatMap((threshold) => thresholdVoices(threshold).find(speaks) ?? [])
    .reduce<Voice | undefined>(
      (best, one) => (best === undefined || lasting(one, retryMs) > lasting(best, retryMs) ? one : best),
      undefined,
    );

/** When and how often a check looks, and how long before it tells. `for` and `attempts` follow from each other by `retry`. */
export const linkTiming = (
  entry: Entry<CheckDefinition>,
  effective: Timed,
  { context, thresholds }: { readonly context: LinkContext; readonly thresholds: readonly LinkedThreshold[] },
): Timing => {
  const everyMs = parseDuration(effective.every ?? context.definitions.settings.value.every ?? '1m') ?? 60_000;
  const retryMs = effective.retry === undefined ? everyMs : (parseDuration(effective.retry) ?? everyMs);
  const own: Voice = { entry, path: [], patience: effective };
  const voice = speaks(own) ? own : mostPatient(thresholds, retryMs);
  if (voice?.patience.for !== undefined && voice.patience.attempts !== undefined)
    context.report(forAndAttempts({}, voice.entry.locate([...voice.path, 'attempts'], 'key')));
  const keepMs = effective.keepFor === undefined ? undefined : parseDuration(effective.keepFor);
  return { everyMs, retryMs, ...spanOf(voice?.patience ?? {}, retryMs), ...(keepMs === undefined ? {} : { keepMs }) };
};

/** `for` and `attempts`, each from the other when only one is said. */
const spanOf = (patience: Patience, retryMs: number): Pick<Timing, 'attempts' | 'forMs'> => {
  const declared = patience.for === undefined ? undefined : parseDuration(patience.for);
  const attempts = patience.attempts ?? (declared === undefined ? 1 : Math.ceil(declared / Math.max(retryMs, 1)) + 1);
  return { attempts, forMs: declared ?? (attempts - 1) * retryMs };
};
