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

type Timed = Pick<CheckDefinition, 'every' | 'retry' | 'for' | 'attempts'>;

const voices = (entry: Entry<CheckDefinition>, effective: Timed, threshold: LinkedThreshold | undefined): readonly Voice[] => [
  { entry, path: [], patience: effective },
  ...(threshold === undefined ? [] : thresholdVoices(threshold)),
];

const thresholdVoices = ({ entry, everywhere }: LinkedThreshold): readonly Voice[] => [
  ...everywhere.toReversed().map((index) => ({ entry, path: ['overrides', index], patience: entry.value.overrides?.[index] ?? {} })),
  { entry, path: [], patience: entry.value },
];

const speaks = ({ patience }: Voice): boolean => patience.for !== undefined || patience.attempts !== undefined;

/** When and how often a check looks, and how long before it tells. `for` and `attempts` follow from each other by `retry`. */
export const linkTiming = (
  entry: Entry<CheckDefinition>,
  effective: Timed,
  { context, threshold }: { readonly context: LinkContext; readonly threshold: LinkedThreshold | undefined },
): Timing => {
  const voice = voices(entry, effective, threshold).find(speaks);
  if (voice?.patience.for !== undefined && voice.patience.attempts !== undefined)
    context.report(forAndAttempts({}, voice.entry.locate([...voice.path, 'attempts'], 'key')));
  const everyMs = parseDuration(effective.every ?? context.definitions.settings.value.every ?? '1m') ?? 60_000;
  const retryMs = effective.retry === undefined ? everyMs : (parseDuration(effective.retry) ?? everyMs);
  const declared = voice?.patience.for === undefined ? undefined : parseDuration(voice.patience.for);
  const attempts = voice?.patience.attempts ?? (declared === undefined ? 1 : Math.ceil(declared / Math.max(retryMs, 1)) + 1);
  return { everyMs, retryMs, attempts, forMs: declared ?? (attempts - 1) * retryMs };
};
