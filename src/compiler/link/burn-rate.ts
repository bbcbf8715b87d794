import { decimalOf, multiply, parseDecimal, printDecimal, subtract, toNumber } from '../../base/decimal.ts';
import type { CheckDefinition } from '../../definitions/check.ts';
import { outOfRange } from '../../diagnostics/codes/plm110-out-of-range.ts';
import { unitMismatch } from '../../diagnostics/codes/plm302-unit-mismatch.ts';
import { parseDuration } from '../../model/duration.ts';
import type { BurnTier, CheckSubject, EventRate } from '../../model/model.ts';
import { convert, parseQuantity } from '../../model/quantity.ts';
import { parseUnit } from '../../model/unit.ts';
import type { Entry } from '../definitions.ts';
import type { LinkContext } from './context.ts';

type BurnRate = NonNullable<CheckDefinition['burnRate']>;
type Tier = NonNullable<BurnRate['tiers']>[number];

/** The tiers of the SRE workbook for a period of 30 days: 2 % in 1 h, 5 % in 6 h, 10 % in 1 d, 10 % in 3 d. */
const workbook: readonly Tier[] = [
  { name: 'fast', level: 'critical', long: '1h', short: '5m', burn: '14.4' },
  { name: 'medium', level: 'critical', long: '6h', short: '30m', burn: '6' },
  { name: 'slow', level: 'warning', long: '1d', short: '2h', burn: '3' },
  { name: 'lasting', level: 'warning', long: '3d', short: '6h', burn: '1' },
];

const one = { digits: 1n, scale: 0 };

const burnOf = ({ burn }: Tier) => (typeof burn === 'number' ? decimalOf(burn) : parseDecimal(burn)) ?? one;

/** The objective as an exact ratio, `0.999` for `99.9%`; reported when it is no ratio. */
const ratioOf = (entry: Entry<CheckDefinition>, slo: string | number, { report }: LinkContext) => {
  const quantity = parseQuantity(slo);
  const unit = parseUnit('ratio');
  const conversion = quantity && unit && convert(quantity, unit);
  const span = entry.locate(['burnRate', 'slo']);
  if (conversion?.ok) {
    const share = toNumber(conversion.value);
    if (share > 0 && share < 1) return conversion.value;
    report(outOfRange({ value: `\`${slo}\``, problem: 'more than 0% and less than 100%' }, span));
    return undefined;
  }
  report(unitMismatch({ value: String(slo), family: 'no ratio', unit: 'ratio or %', metric: 'slo' }, span));
  return undefined;
};

/** The least rate of events; reported when it is no rate of something counted. */
const leastRate = (entry: Entry<CheckDefinition>, text: string | number, { report }: LinkContext): EventRate | undefined => {
  const quantity = parseQuantity(text);
  const span = entry.locate(['burnRate', 'minimumRate']);
  const { unit, amount } = quantity ?? {};
  if (amount === undefined || unit?.per === undefined || unit.family !== 'count') {
    report(unitMismatch({ value: String(text), family: 'no rate of events', unit: 'events/s', metric: 'minimumRate' }, span));
    return undefined;
  }
  const events = multiply(amount, unit.factor);
  if (events.digits <= 0n) report(outOfRange({ value: `\`${text}\``, problem: 'more than 0' }, span));
  return { events: printDecimal(events), seconds: printDecimal(unit.per) };
};

/** A burn-rate subject with exact ceilings. */
export const linkBurnRate = (entry: Entry<CheckDefinition>, burnRate: BurnRate, context: LinkContext): CheckSubject | undefined => {
  const slo = ratioOf(entry, burnRate.slo, context);
  if (slo === undefined) return undefined;
  const budget = subtract(one, slo);
  const tiers = (burnRate.tiers ?? workbook).map((tier): BurnTier => {
    const burn = burnOf(tier);
    return {
      name: tier.name,
      severity: tier.level,
      longMs: parseDuration(tier.long) ?? 0,
      shortMs: parseDuration(tier.short) ?? 0,
      burn: printDecimal(burn),
      ceiling: printDecimal(multiply(burn, budget)),
    };
  });
  const periodMs = parseDuration(burnRate.period ?? '30d') ?? 0;
  const { errors, total } = burnRate;
  const minimumRate = burnRate.minimumRate === undefined ? undefined : leastRate(entry, burnRate.minimumRate, context);
  return {
    kind: 'burnRate',
    slo: printDecimal(slo),
    periodMs,
    errors,
    total,
    tiers,
    ...(minimumRate === undefined ? {} : { minimumRate }),
  };
};
