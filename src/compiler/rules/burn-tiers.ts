import { parseDecimal, compareDecimal } from '../../base/decimal.ts';
import { burnNeverFires } from '../../diagnostics/codes/plm312-burn-never-fires.ts';
import { duplicateId } from '../../diagnostics/codes/plm201-duplicate-id.ts';
import { burnWindows } from '../../diagnostics/codes/plm313-burn-windows.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Span } from '../../diagnostics/span.ts';
import { printDuration } from '../../model/duration.ts';
import type { BurnTier } from '../../model/model.ts';
import type { Rule } from './rule.ts';

const one = { digits: 1n, scale: 0 };

const isOutOfReach = ({ ceiling }: BurnTier): boolean => {
  const value = parseDecimal(ceiling);
  return value !== undefined && compareDecimal(value, one) >= 0;
};

const checkTier = (tier: BurnTier, span: (key: string) => Span, report: Report): void => {
  const { name, ceiling, burn, longMs, shortMs } = tier;
  if (isOutOfReach(tier)) report(burnNeverFires({ tier: name, ceiling, burn }, span('burn')));
  if (shortMs >= longMs) report(burnWindows({ tier: name, long: printDuration(longMs), short: printDuration(shortMs) }, span('short')));
};

/** Alerts are named by their tiers. */
const reportTwins = (tiers: readonly BurnTier[], span: (index: number) => Span, report: Report): void =>
  tiers.forEach(({ name }, i) => {
    const first = tiers.findIndex((tier) => tier.name === name);
    if (first < i) report(duplicateId({ kind: 'tiers', id: name }, span(i), [{ span: span(first), label: 'first defined here' }]));
  });

export const burnTiers: Rule = {
  name: 'burn-tiers',
  check: ({ definitions, models }, report) => {
    for (const { checks } of models)
      for (const { id, subject } of checks) {
        const entry = definitions.checks.get(id);
        if (subject.kind !== 'burnRate' || entry === undefined) continue;
        const declared = entry.value.burnRate?.tiers !== undefined;
        reportTwins(subject.tiers, (i) => entry.locate(['burnRate', 'tiers', i, 'name']), report);
        subject.tiers.forEach((tier, i) =>
          checkTier(tier, (key) => entry.locate(declared ? ['burnRate', 'tiers', i, key] : ['burnRate', 'slo']), report),
        );
      }
  },
};
