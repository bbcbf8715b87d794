import type { Check, Model } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { rulerOf } from './option-problems.ts';
import type { Options } from './options.ts';

/** Does a check hold a raised state until `clear`? */
export const clears = ({ subject }: Check): boolean => {
  const variants =
    subject.kind === 'threshold'
      ? subject.variants
      : subject.kind === 'probe'
        ? subject.thresholds.flatMap((threshold) => threshold.variants)
        : [];
  return variants.some(({ limits }) => limits.some((form) => 'clear' in form && form.clear !== undefined));
};

/** Thanos Ruler without a store of its own writes `ALERTS` elsewhere and asks its queriers for it. */
const thanos = (check: Check, { readsAlerts }: Options): readonly string[] =>
  readsAlerts && clears(check)
    ? ["Thanos Ruler keeps `clear` only where its query endpoints serve the `ALERTS` series it writes, without the ruler's own labels."]
    : [];

/** prometheus#15175. */
const mimir = ({ timing }: Check): readonly string[] =>
  timing.forMs > 0 ? ['When the ruler restarts or moves the group, an alert that fires begins its `for` again.'] : [];

/** What another ruler than Prometheus itself does otherwise, check by check. */
export const reportRulerParity = ({ checks }: Model, options: Options, { parity }: EmitContext): void => {
  const ruler = rulerOf(options);
  if (ruler === 'prometheus') return;
  for (const check of checks) {
    const because = ruler === 'thanos' ? thanos(check, options) : mimir(check);
    if (because.length > 0) parity({ kind: 'checks', id: check.id, fidelity: 'approximate', because });
  }
};
