import { z } from 'zod';
import { parseDuration } from '../model/duration.ts';
import { parseUnit } from '../model/unit.ts';
import { impossible } from './flags.ts';
import { defineProbe } from './probe.ts';

const isAge = (text: string): boolean => {
  const ms = parseDuration(text);
  return ms !== undefined && ms >= 1000 && ms <= 86_400_000 && ms % 1000 === 0;
};

const fields = z.strictObject({
  metric: z
    .string()
    .max(200)
    .regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]*$/)
    .describe('Name of the metric at gmetad, such as `load_one`, `disk_free` or `bytes_in`.'),
  unit: z
    .string()
    .max(40)
    .refine((text) => parseUnit(text) !== undefined, { message: 'not a unit of measure' })
    .default('count')
    .describe('What it is measured in: `%`, `bytes/s`, `KiB` for `mem_free`, `GB` for `disk_free`; a plain count when left out.'),
  staleAfter: z
    .string()
    .refine(isAge, { message: 'not a duration of whole seconds, up to a day' })
    .default('5m')
    .describe('Older than this is unknown; gmond sends what hardly changes only every 20 minutes.'),
});

/** Looks at what gmond measures by itself. */
export const gangliaMetric = defineProbe({
  name: 'ganglia-metric',
  summary: 'Looks at a metric that gmond measures by itself, by its name at gmetad.',
  fields,
  measures: { value: { unit: 'count', unitField: 'unit', what: 'Its value.' } },
  nagios: ({ fields: { metric, unit, staleAfter } }) => ({
    kind: 'ganglia',
    metric,
    measure: 'value',
    unit,
    staleAfter: (parseDuration(staleAfter) ?? 0) / 1000,
    differences: [],
  }),
  prometheus: () => impossible('Prometheus does not read from gmond; for the same quantity use a probe or a metric with a source there.'),
});
