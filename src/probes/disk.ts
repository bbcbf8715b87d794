import { z } from 'zod';
import { parseDecimal, printDecimal, subtract } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import type { Bound, Limits } from '../model/limits.ts';
import { quoteString } from '../promql/quote.ts';
import { flags, greatestBelow, greatestTo, impossible, type Levels, oneNumber, type Writers } from './flags.ts';
import { hostPath } from './host/fields.ts';
import { hasClear, hasLimits, ownProgram } from './host/own-program.ts';
import { defineProbe, type ProbeRequest } from './probe.ts';

const fields = z.strictObject({
  path: hostPath.describe('Mount point of the file system, as `df` shows it; what is no mount point is critical.'),
});

const plugin = 'check_disk';

/** A limit on what is used as one on what is free. */
const freeShare = (bound: Bound): Bound => {
  const used = parseDecimal(bound.text);
  invariant(used, `not a decimal: ${bound.text}`);
  return { text: printDecimal(subtract({ digits: 100n, scale: 0 }, used)), value: 100 - bound.value };
};

/**
 * The plugin takes the share that is FREE and alerts at the limit and below; what is used it rounds up to whole percents first, as
 * `df` does. So it can say `above` of whole percents and nothing else.
 */
const shares: Writers = { above: (bound) => `${greatestBelow(freeShare(bound))}%` };
const amounts: Writers = { below: greatestBelow, atMost: greatestTo };

const inodeFlags = ({ warning, critical }: Levels): readonly string[] => [
  ...(warning === undefined ? [] : ['-W', warning]),
  ...(critical === undefined ? [] : ['-K', critical]),
];

/** Less than nothing left: no disk gets there, and the plugin takes no negative numbers. */
const isOdd = (text: string | undefined): boolean => text?.startsWith('-') ?? false;

const isWhole = (limits: Limits): boolean =>
  limits.every((form) =>
    [form.warning, form.critical].every((bound) => bound === undefined || !('text' in bound) || /^\d+$/.test(bound.text)),
  );

/** What check_disk is given; undefined when it cannot say these limits exactly. */
const pluginFlags = ({ limits }: ProbeRequest<unknown>): readonly string[] | undefined => {
  const { used = [], free = [], inodesUsed = [], inodesFree = [] } = limits;
  if (inodesFree.length > 0 || [used, free, inodesUsed].some(hasClear) || !isWhole(used) || !isWhole(inodesUsed)) return undefined;
  const all = [oneNumber(used, plugin, shares), oneNumber(free, plugin, amounts), oneNumber(inodesUsed, plugin, shares)] as const;
  const [usedLevels, freeLevels, inodeLevels] = all;
  if (usedLevels.kind === 'impossible' || freeLevels.kind === 'impossible' || inodeLevels.kind === 'impossible') return undefined;
  if ([usedLevels, freeLevels, inodeLevels].some(({ warning, critical }) => isOdd(warning) || isOdd(critical))) return undefined;
  return [...flags(usedLevels), ...flags(freeLevels), ...inodeFlags(inodeLevels)];
};

/** Looks at the space of a file system. */
export const disk = defineProbe({
  name: 'disk',
  summary: 'Looks at the space and the inodes of one file system, as `df` counts them.',
  fields,
  measures: {
    used: { unit: '%', what: 'Share of the space open to users that is used.' },
    free: { unit: 'bytes', what: 'Space left for users.' },
    inodesUsed: { unit: '%', what: 'Share of the inodes that is used.' },
    inodesFree: { unit: 'inodes', what: 'Inodes left.' },
  },
  nagios: (request) => {
    const { path } = request.fields;
    if (!hasLimits(request.limits)) return impossible('Without a threshold there is nothing to hold a disk against.');
    const words = pluginFlags(request);
    if (words === undefined) return ownProgram('disk', ['--path', path], request);
    return { kind: 'plugin', plugin, words: ['-t', '10', '-u', 'bytes', ...words, '-E', '-p', path], local: true, differences: [] };
  },
  prometheus: ({ fields: { path } }) => {
    const at = `{mountpoint=${quoteString(path)}}`;
    const once = (expression: string) => `max without (device, device_error, fstype, mountpoint) (${expression})`;
    const usedBytes = `(node_filesystem_size_bytes${at} - node_filesystem_free_bytes${at})`;
    const usedInodes = `(node_filesystem_files${at} - node_filesystem_files_free${at})`;
    return {
      kind: 'expressions',
      exporter: 'node',
      failing: `${once(`node_filesystem_device_error${at}`)} == 1`,
      measures: {
        used: once(`100 * ${usedBytes} / (${usedBytes} + node_filesystem_avail_bytes${at})`),
        free: once(`node_filesystem_avail_bytes${at}`),
        inodesUsed: once(`100 * ${usedInodes} / node_filesystem_files${at}`),
        inodesFree: once(`node_filesystem_files_free${at}`),
      },
      differences: [],
    };
  },
});
