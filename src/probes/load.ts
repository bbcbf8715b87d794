import { z } from 'zod';
import { parseDecimal } from '../base/decimal.ts';
import type { Bound, Limits } from '../model/limits.ts';
import { impossible, type Levels, midway, oneNumber, type Writers } from './flags.ts';
import { hasClear, hasLimits, ownProgram } from './host/own-program.ts';
import { defineProbe, type ProbeRequest } from './probe.ts';

const fields = z.strictObject({
  perCpu: z.boolean().default(false).describe('Divide by the number of CPUs.'),
});

const plugin = 'check_load';
const measures = ['load1', 'load5', 'load15'] as const;

/** The kernel shows two decimals, and the plugin alerts above the limit. */
const whole: Writers = { above: ({ text }) => text, atLeast: (bound: Bound) => midway('atLeast', bound, 2) };
/** Divided by CPUs the plugin cuts off what is beyond two decimals: `above` would miss it, `atLeast` does not mind. */
const shared: Writers = { atLeast: (bound: Bound) => midway('atLeast', bound, 2) };

const fitsTwoDecimals = (limits: Limits): boolean =>
  limits.every((form) => [form.warning, form.critical].every((bound) => bound === undefined || !('text' in bound) || scaleOf(bound) <= 2));

const scaleOf = ({ text }: Bound): number => parseDecimal(text)?.scale ?? 0;

const never = '1000000';

/** The plugin wants both triples, and refuses a warning that lies beyond the critical one. */
const triples = (levels: readonly Levels[]): readonly string[] => [
  '-w',
  levels.map(({ warning, critical }) => warning ?? critical ?? never).join(','),
  '-c',
  levels.map(({ critical }) => critical ?? never).join(','),
];

/** It counts a limit below zero as none. */
const isOdd = ({ warning, critical }: Levels): boolean => [warning, critical].some((text) => text?.startsWith('-'));

/** What check_load is given; undefined when it cannot say these limits exactly. */
const pluginWords = (perCpu: boolean, { limits }: ProbeRequest<unknown>): readonly string[] | undefined => {
  const held = measures.map((measure) => limits[measure] ?? []);
  if (held.some(hasClear) || (perCpu && !held.every(fitsTwoDecimals))) return undefined;
  const levels = held.map((of) => oneNumber(of, plugin, perCpu ? shared : whole));
  const said = levels.flatMap((one) => (one.kind === 'levels' && !isOdd(one) ? one : []));
  return said.length < levels.length ? undefined : [...(perCpu ? ['-r'] : []), ...triples(said)];
};

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
  nagios: (request) => {
    const { perCpu } = request.fields;
    if (!hasLimits(request.limits)) return impossible('Without a threshold there is nothing to hold the load against.');
    const words = pluginWords(perCpu, request);
    if (words === undefined) return ownProgram('load', perCpu ? ['--per-cpu'] : [], request);
    return { kind: 'plugin', plugin, words, local: true, differences: [] };
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
