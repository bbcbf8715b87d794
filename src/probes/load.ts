import { z } from 'zod';
import type { Bound } from '../model/limits.ts';
import { impossible, type Levels, midway, oneNumber, type Writers } from './flags.ts';
import { defineProbe, type Impossible } from './probe.ts';

const fields = z.strictObject({
  perCpu: z.boolean().default(false).describe('Divide by the number of CPUs.'),
});

const plugin = 'check_load';
const measures = ['load1', 'load5', 'load15'] as const;

/** The kernel shows two decimals and the plugin alerts above the limit; divided by CPUs a value can be anything. */
const writersOf = (perCpu: boolean): Writers =>
  perCpu ? { above: ({ text }) => text } : { above: ({ text }) => text, atLeast: (bound: Bound) => midway('atLeast', bound, 2) };

const never = '1000000';

/** The plugin wants both triples, and refuses a warning that lies beyond the critical one. */
const triples = (levels: readonly Levels[]): readonly string[] => [
  '-w',
  levels.map(({ warning, critical }) => warning ?? critical ?? never).join(','),
  '-c',
  levels.map(({ critical }) => critical ?? never).join(','),
];

const isLevels = (levels: Levels | Impossible): levels is Levels => levels.kind === 'levels';

/** Looks at the load average. */
export const load = defineProbe({
  name: 'load',
  summary: "Looks at the host's load average.",
  fields,
  measures: {
    load1: { unit: 'count', what: 'Mean number of runnable or blocked processes over one minute.' },
    load5: { unit: 'count', what: 'The same over five minutes.' },
    load15: { unit: 'count', what: 'The same over fifteen minutes.' },
  },
  nagios: ({ fields: { perCpu }, limits }) => {
    const all = measures.map((measure) => oneNumber(limits[measure], plugin, writersOf(perCpu)));
    const refused = all.find((levels) => levels.kind === 'impossible');
    if (refused?.kind === 'impossible') return refused;
    const levels = all.filter(isLevels);
    if (levels.every(({ warning, critical }) => warning === undefined && critical === undefined)) {
      return impossible('Without a threshold there is nothing to hold the load against.');
    }
    return {
      kind: 'plugin',
      plugin,
      words: [...(perCpu ? ['-r'] : []), ...triples(levels)],
      local: true,
      differences: [...new Set(levels.flatMap(({ differences }) => differences))],
    };
  },
  prometheus: ({ fields: { perCpu } }) => {
    const cpus = 'count without (cpu, mode) (node_cpu_seconds_total{mode="idle"})';
    const of = (measure: string) => (perCpu ? `node_${measure} / ${cpus}` : `node_${measure}`);
    return {
      kind: 'expressions',
      exporter: 'node',
      measures: Object.fromEntries(measures.map((measure) => [measure, of(measure)])),
      differences: [],
    };
  },
});
