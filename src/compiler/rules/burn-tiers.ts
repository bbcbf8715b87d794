import { parseDecimal, compareDecimal } from '../../base/decimal.ts';
import { burnNeverFires } from '../../diagnostics/codes/plm312-burn-never-fires.ts';
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

export const burnTiers: Rule = {
  name: 'burn-tiers',
  check: ({ definitions, models }, report) => {
    for (const { checks } of models)
      for (const { id, subject } of checks) {
        const entry = definitions.checks.get(id);
        if (subject.kind !== 'burnRate' || entry === undefined) continue;
        const declared = entry.value.burnRate?.tiers !== undefined;
        subject.tiers.forEach((tier, i) =>
          checkTier(tier, (key) => entry.locate(declared ? ['burnRate', 'tiers', i, key] : ['burnRate', 'slo']), report),
        );
      }
  },
};
