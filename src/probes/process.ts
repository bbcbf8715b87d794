import { z } from 'zod';
import type { AlertLevel, LimitForm, Limits } from '../model/limits.ts';
import { greatestBelow, greatestTo, impossible, leastAbove, leastFrom } from './flags.ts';
import { defineProbe, type Impossible } from './probe.ts';

const fields = z
  .strictObject({
    name: z
      .string()
      .min(1)
      .max(15)
      .regex(/^[A-Za-z0-9._:@+-]+$/)
      .optional()
      .describe('Exact name of the program without its path; the kernel keeps 15 characters.'),
    argument: z
      .string()
      .min(1)
      .max(300)
      .regex(/^[^\u0000-\u001f\u007f]+$/)
      .optional()
      .describe('Text its command line must contain.'),
    user: z
      .string()
      .max(32)
      .regex(/^[a-z_][a-z0-9_-]*$/)
      .optional()
      .describe('User it runs as.'),
  })
  .readonly();

const plugin = 'check_procs';

/** Counts that are fine, or with `@` those that are not: the plugin's ranges include both ends. */
const rangeOf = (form: LimitForm, level: AlertLevel): { readonly low?: string; readonly high?: string; readonly inside?: string } => {
  switch (form.form) {
    case 'above':
      return form[level] ? { high: greatestTo(form[level]) } : {};
    case 'atLeast':
      return form[level] ? { high: greatestBelow(form[level]) } : {};
    case 'below':
      return form[level] ? { low: leastFrom(form[level]) } : {};
    case 'atMost':
      return form[level] ? { low: leastAbove(form[level]) } : {};
    case 'outside':
      return form[level] ? { low: leastFrom(form[level].low), high: greatestTo(form[level].high) } : {};
    case 'inside':
      return form[level] ? { inside: `@${leastFrom(form[level].low)}:${greatestTo(form[level].high)}` } : {};
  }
};

/** Undefined when the limits do not make one range, `''` when the level has none. */
const levelRange = (limits: Limits, level: AlertLevel): string | undefined => {
  const parts = limits.map((form) => rangeOf(form, level)).filter((part) => Object.keys(part).length > 0);
  const lows = parts.flatMap(({ low }) => low ?? []);
  const highs = parts.flatMap(({ high }) => high ?? []);
  const insides = parts.flatMap(({ inside }) => inside ?? []);
  if (parts.length === 0) return '';
  if (insides.length > 0) return parts.length === 1 ? insides[0] : undefined;
  if (lows.length > 1 || highs.length > 1) return undefined;
  const low = lows[0] ?? '0';
  const high = highs[0];
  return high !== undefined && Number(high) < Number(low) ? undefined : `${low}:${high ?? ''}`;
};

const words = (limits: Limits): readonly string[] | Impossible => {
  if (limits.length === 0) return ['-c', '1:'];
  const warning = levelRange(limits, 'warning');
  const critical = levelRange(limits, 'critical');
  if (warning === undefined || critical === undefined)
    return impossible(`${plugin} takes one range per level, and these limits make none.`);
  return [...(warning === '' ? [] : ['-w', warning]), ...(critical === '' ? [] : ['-c', critical])];
};

const hasClear = (limits: Limits): boolean => limits.some((form) => 'clear' in form && form.clear !== undefined);

/** Counts processes. */
export const process = defineProbe({
  name: 'process',
  summary: 'Counts processes by name, argument or user; fails when there is none.',
  fields,
  measures: { count: { unit: 'processes', what: 'Processes that match every field given.' } },
  nagios: ({ fields: { name, argument, user }, limits }) => {
    const counted = limits['count'] ?? [];
    const range = words(counted);
    if ('kind' in range) return range;
    if (name === undefined && argument === undefined && user === undefined) return impossible('Without a field every process would count.');
    return {
      kind: 'plugin',
      plugin,
      words: [
        ...range,
        ...(name === undefined ? [] : ['-C', name]),
        ...(argument === undefined ? [] : ['-a', argument]),
        ...(user === undefined ? [] : ['-u', user]),
      ],
      local: true,
      differences: hasClear(counted) ? [`${plugin} keeps no state, so \`clear\` does not hold a raised alert.`] : [],
    };
  },
  prometheus: () => impossible('node_exporter does not count processes by name.'),
});
