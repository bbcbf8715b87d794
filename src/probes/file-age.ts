import { z } from 'zod';
import type { Limits } from '../model/limits.ts';
import { quoteString } from '../promql/quote.ts';
import { greatestBelow, greatestTo, impossible, leastAbove, leastFrom, type Levels, oneNumber } from './flags.ts';
import { hostPath } from './host/fields.ts';
import { hasClear, ownProgram } from './host/own-program.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({
  path: hostPath.describe('The file; a symbolic link stands for what it leads to.'),
});

const plugin = 'check_file_age';

/** Seconds no file reaches: the plugin has limits of its own for those it is not given. */
const never = '9999999999';

/** Whole seconds: it alerts above the number. */
const ageOf = (limits: Limits) => oneNumber(limits, plugin, { above: greatestTo, atLeast: greatestBelow });
/** Whole bytes: it alerts below the number. */
const sizeOf = (limits: Limits) => oneNumber(limits, plugin, { below: leastFrom, atMost: leastAbove });

const isPlain = ({ warning, critical }: Levels): boolean => [warning, critical].every((text) => text === undefined || /^\d+$/.test(text));

/**
 * Plain numbers alone: with anything that looks like a range the plugin needs a Perl module that Debian's package does not bring.
 * Undefined when these limits are no plain numbers.
 */
const pluginFlags = (age: Limits, size: Limits): readonly string[] | undefined => {
  if (hasClear(age) || hasClear(size)) return undefined;
  const [ages, sizes] = [ageOf(age), sizeOf(size)];
  if (ages.kind === 'impossible' || sizes.kind === 'impossible' || !isPlain(ages) || !isPlain(sizes)) return undefined;
  return [
    ...['-w', ages.warning ?? ages.critical ?? never, '-c', ages.critical ?? never],
    ...(sizes.warning === undefined ? [] : ['-W', sizes.warning]),
    ...(sizes.critical === undefined ? [] : ['-C', sizes.critical]),
  ];
};

/** Looks at when a file was last written. */
export const fileAge = defineProbe({
  name: 'file-age',
  summary: 'Looks at when a file was last written, and at its size; critical when it is not there.',
  fields,
  measures: {
    age: { unit: 'seconds', what: 'Time since it was last written.' },
    size: { unit: 'bytes', what: 'Its size.' },
  },
  nagios: (request) => {
    const { path } = request.fields;
    const words = pluginFlags(request.limits['age'] ?? [], request.limits['size'] ?? []);
    if (words === undefined) return ownProgram('file-age', ['--path', path], request);
    return { kind: 'plugin', plugin, words: [...words, '-f', path], local: true, differences: [] };
  },
  prometheus: ({ fields: { path } }) =>
    path.endsWith('.prom')
      ? {
          kind: 'expressions',
          exporter: 'node',
          measures: { age: `time() - node_textfile_mtime_seconds{file=${quoteString(path)}}` },
          differences: ['node_exporter knows the age only of files in the directory of its textfile collector.'],
        }
      : impossible('node_exporter knows the age of no files but those its textfile collector reads (`*.prom`).'),
});
