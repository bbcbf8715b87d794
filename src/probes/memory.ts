import { z } from 'zod';
import { impossible } from './flags.ts';
import { hasLimits, ownProgram } from './host/own-program.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({});

/** Looks at the memory that programs can still get. */
export const memory = defineProbe({
  name: 'memory',
  summary: 'Looks at memory by what the kernel can still hand out (`MemAvailable`), caches it would give back included.',
  fields,
  measures: {
    used: { unit: '%', what: 'Share of the memory that is not available.' },
    available: { unit: 'bytes', what: 'Memory that programs can get without swapping.' },
  },
  nagios: (request) =>
    hasLimits(request.limits)
      ? ownProgram('memory', [], request)
      : impossible('Without a threshold there is nothing to hold the memory against.'),
  prometheus: () => ({
    kind: 'expressions',
    exporter: 'node',
    measures: {
      used: '100 * (node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes) / node_memory_MemTotal_bytes',
      available: 'node_memory_MemAvailable_bytes',
    },
    differences: [],
  }),
});
