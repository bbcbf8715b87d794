import { z } from 'zod';
import type { AlertLevel, LimitForm, Limits } from '../model/limits.ts';
import { greatestBelow, greatestTo, impossible, leastAbove, leastFrom } from './flags.ts';
import { hasClear, hasLimits, ownProgram } from './host/own-program.ts';
import { defineProbe } from './probe.ts';

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
      .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]+$/u)
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

interface Ends {
  readonly low?: string;
  readonly high?: string;
  /** The counts between are those that are not fine. */
  readonly isInside?: true;
}

/** Counts that are fine, or not, between both ends and including them, as the plugin's ranges do. */
const endsOf = (form: LimitForm, level: AlertLevel): Ends | undefined => {
  switch (form.form) {
    case 'above':
      return form[level] && { high: greatestTo(form[level]) };
    case 'atLeast':
      return form[level] && { high: greatestBelow(form[level]) };
    case 'below':
      return form[level] && { low: leastFrom(form[level]) };
    case 'atMost':
      return form[level] && { low: leastAbove(form[level]) };
    case 'outside':
      return form[level] && { low: leastFrom(form[level].low), high: greatestTo(form[level].high) };
    case 'inside':
      return form[level] && { low: leastFrom(form[level].low), high: greatestTo(form[level].high), isInside: true };
  }
};

/** The plugin refuses a range whose start lies behind its end. */
const printRange = (low: string, high: string | undefined): string | undefined =>
  high !== undefined && Number(high) < Number(low) ? undefined : `${low}:${high ?? ''}`;

/** Undefined when the limits do not make one range, `''` when the level has none. */
const levelRange = (limits: Limits, level: AlertLevel): string | undefined => {
  const parts = limits.flatMap((form) => endsOf(form, level) ?? []);
  const lows = parts.flatMap(({ low }) => low ?? []);
  const highs = parts.flatMap(({ high }) => high ?? []);
  if (parts.length === 0) return '';
  if (lows.length > 1 || highs.length > 1) return undefined;
  const isInside = parts.some((part) => part.isInside);
  if (isInside && parts.length > 1) return undefined;
  const range = printRange(lows[0] ?? '0', highs[0]);
  return range !== undefined && isInside ? `@${range}` : range;
};

/** What check_procs is given; undefined when these limits make no range of its own per level. */
const rangeWords = (limits: Limits): readonly string[] | undefined => {
  const warning = levelRange(limits, 'warning');
  const critical = levelRange(limits, 'critical');
  if (warning === undefined || critical === undefined) return undefined;
  return [...(warning === '' ? [] : ['-w', warning]), ...(critical === '' ? [] : ['-c', critical])];
};

/** check_procs reads what `ps` prints in the C locale, which has `?` for other letters, and cuts blanks at the end. */
const seenByPs = (argument: string | undefined): boolean => argument === undefined || /^[!-~](?:[ -~]*[!-~])?$/.test(argument);

/** None is critical when no threshold says otherwise. */
const atLeastOne: Limits = [{ form: 'below', critical: { text: '1', value: 1 } }];

const filters = ({ name, argument, user }: z.infer<typeof fields>, [n, a, u]: readonly [string, string, string]): readonly string[] => [
  ...(name === undefined ? [] : [n, name]),
  ...(argument === undefined ? [] : [a, argument]),
  ...(user === undefined ? [] : [u, user]),
];

/** Counts processes. */
export const process = defineProbe({
  name: 'process',
  summary: 'Counts processes by name, argument or user; without a threshold, none is critical.',
  fields,
  measures: { count: { unit: 'processes', what: 'Processes that match every field given.' } },
  nagios: ({ fields: wanted, limits }) => {
    if (Object.values(wanted).every((value) => value === undefined)) return impossible('Without a field every process would count.');
    const counted = hasLimits(limits) ? (limits['count'] ?? []) : atLeastOne;
    const range = hasClear(counted) || !seenByPs(wanted.argument) ? undefined : rangeWords(counted);
    if (range === undefined)
      return ownProgram('process', filters(wanted, ['--name', '--argument', '--user']), { limits: { count: counted } });
    return {
      kind: 'plugin',
      plugin,
      words: ['-t', '10', ...range, ...filters(wanted, ['-C', '-a', '-u'])],
      local: true,
      differences: [],
    };
  },
  prometheus: () => impossible('node_exporter does not count processes by name.'),
});
