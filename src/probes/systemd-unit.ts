import { z } from 'zod';
import { quoteString } from '../promql/quote.ts';
import { ownProgram } from './host/own-program.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({
  unit: z
    .string()
    .max(200)
    .regex(/^(?!-)[A-Za-z0-9:_.\\@-]+\.(?:automount|device|mount|path|scope|service|slice|socket|swap|target|timer)$/)
    .describe('Full name of the unit, such as `nginx.service`.'),
  active: z.boolean().default(true).describe('`false`: the unit must not run.'),
});

/** States of node_exporter 1.5; a unit that reloads is in none of them. */
const states = { unwanted: 'activating|active', missed: 'activating|deactivating|failed|inactive' } as const;

/** Looks at a unit of systemd. */
export const systemdUnit = defineProbe({
  name: 'systemd-unit',
  summary: 'Looks at whether a unit of systemd is active.',
  fields,
  measures: {},
  nagios: ({ fields: { unit, active } }) => ownProgram('systemd-unit', ['--unit', unit, ...(active ? [] : ['--inactive'])], { limits: {} }),
  prometheus: ({ fields: { unit, active } }) => {
    const series = `node_systemd_unit_state{name=${quoteString(unit)},state=~"${active ? states.missed : states.unwanted}"}`;
    return {
      kind: 'expressions',
      exporter: 'node',
      failing: `max without (name, state, type) (${series}) == 1`,
      measures: {},
      differences: ['node_exporter shows units only with `--collector.systemd`.'],
    };
  },
});
