import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';
import type { Limits } from '../model/limits.ts';
import { impossible } from './flags.ts';
import { hostPath } from './host/fields.ts';
import { ownProgram } from './host/own-program.ts';
import { defineProbe, type Word } from './probe.ts';

/** Perl would read these, and runs code or goes on for ever: `(?{ })`, `(??{ })`, recursion, verbs. */
const forbidden = /\(\?(?:\??\{|[0-9R&P+-]|\|)|\(\*/;

/** A regular expression that both of Perl and JavaScript can read: the host is not the place to find out that it is none. */
const isReadable = (text: string): boolean => {
  if (forbidden.test(text)) return false;
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
};

const isSpan = (text: string): boolean => {
  const ms = parseDuration(text);
  return ms !== undefined && ms >= 1000 && ms <= 30 * 86_400_000 && ms % 1000 === 0;
};

const fields = z.strictObject({
  path: hostPath.describe('The log; after a rotation the rest of the old file is read first.'),
  pattern: z
    .string()
    .min(1)
    .max(500)
    .regex(/^[^\u0000-\u001f\u007f\ud800-\udfff]+$/u)
    .refine(isReadable, { message: 'not a regular expression' })
    .describe('Perl regular expression that a line must match somewhere.'),
  ignoreCase: z.boolean().default(false).describe('Take capital and small letters as the same.'),
  within: z
    .string()
    .refine(isSpan, { message: 'not a duration of whole seconds, up to 30 days' })
    .optional()
    .describe('Count the matches of this time, such as `15m`; those since the last look when left out.'),
});

/** One line is enough to alert when no threshold says otherwise. */
const anyLine: Limits = [{ form: 'atLeast', critical: { text: '1', value: 1 } }];

/** Counts lines in a log. */
export const logPattern = defineProbe({
  name: 'log-pattern',
  summary: 'Counts lines of a log that match a pattern; without a threshold one is critical.',
  fields,
  measures: { count: { unit: 'lines', what: 'Lines that match.' } },
  nagios: ({ fields: { path, pattern, ignoreCase, within }, limits, check = 'log-pattern' }) => {
    const seconds = within === undefined ? undefined : (parseDuration(within) ?? 0) / 1000;
    const words: readonly Word[] = [
      ...['--path', path, '--pattern', pattern],
      ...(ignoreCase ? ['--ignore-case'] : []),
      ...(seconds === undefined ? [] : ['--within', String(seconds)]),
      ...['--state-directory', { reference: 'stateDirectory' } as const, '--state', check.replaceAll('/', '--')],
    ];
    return ownProgram('log-pattern', words, { limits: { count: limits['count'] ?? anyLine } });
  },
  prometheus: () => impossible('node_exporter reads no logs.'),
});
