import { z } from 'zod';
import { parseDecimal, printDecimal, subtract } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import type { Bound } from '../model/limits.ts';
import { flags, greatestBelow, greatestTo, impossible, type Levels, oneNumber } from './flags.ts';
import { quoteString } from '../promql/quote.ts';
import { defineProbe, type Impossible, type ProbeRequest } from './probe.ts';

const fields = z.strictObject({
  path: z
    .string()
    .max(200)
    .regex(/^\/[A-Za-z0-9._@+/-]*$/)
    .describe('Mount point of the file system.'),
});

const plugin = 'check_disk';

/** The plugin takes the share that is FREE, and alerts at the limit and below. */
const freePercent = ({ text }: Bound): string => {
  const used = parseDecimal(text);
  invariant(used, `not a decimal: ${text}`);
  return `${printDecimal(subtract({ digits: 100n, scale: 0 }, used))}%`;
};

const levelsOf = ({ limits }: ProbeRequest<unknown>): Levels | Impossible => {
  const { used, free } = limits;
  if (used !== undefined && free !== undefined) return impossible(`${plugin} takes a limit on \`used\` or on \`free\`, not both.`);
  if (used === undefined && free === undefined) return impossible('Without a threshold there is nothing to hold a disk against.');
  if (free !== undefined) return oneNumber(free, plugin, { below: greatestBelow, atMost: greatestTo });
  const levels = oneNumber(used, plugin, { above: freePercent, atLeast: freePercent });
  const strict = used?.some(({ form }) => form === 'above') ?? false;
  if (levels.kind === 'impossible' || !strict) return levels;
  return { ...levels, differences: [...levels.differences, `${plugin} alerts at exactly the limit already.`] };
};

const outOfRange = ({ warning, critical }: Levels): boolean => [warning, critical].some((text) => text?.startsWith('-'));

/** Looks at the space of a file system. */
export const disk = defineProbe({
  name: 'disk',
  summary: 'Looks at the space of one file system, as `df` counts it.',
  fields,
  measures: {
    used: { unit: '%', what: 'Share of the space open to users that is used.' },
    free: { unit: 'bytes', what: 'Space left for users.' },
  },
  nagios: (request) => {
    const levels = levelsOf(request);
    if (levels.kind === 'impossible') return levels;
    if (outOfRange(levels)) return impossible('A disk is never that full.');
    return {
      kind: 'plugin',
      plugin,
      words: ['-u', 'bytes', ...flags(levels), '-E', '-p', request.fields.path],
      local: true,
      differences: levels.differences,
    };
  },
  prometheus: ({ fields: { path } }) => {
    const at = `{mountpoint=${quoteString(path)}}`;
    const once = (expression: string) => `max without (device, device_error, fstype, mountpoint) (${expression})`;
    const usedBytes = `(node_filesystem_size_bytes${at} - node_filesystem_free_bytes${at})`;
    return {
      kind: 'expressions',
      exporter: 'node',
      failing: `${once(`node_filesystem_device_error${at}`)} == 1`,
      measures: {
        used: once(`100 * ${usedBytes} / (${usedBytes} + node_filesystem_avail_bytes${at})`),
        free: once(`node_filesystem_avail_bytes${at}`),
      },
      differences: [],
    };
  },
});
