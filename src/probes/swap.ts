import { z } from 'zod';
import { impossible } from './flags.ts';
import { hasLimits, ownProgram } from './host/own-program.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({});

/** Looks at swap space. check_swap would not do: it counts whole MiB, and takes no critical limit without a warning. */
export const swap = defineProbe({
  name: 'swap',
  summary: 'Looks at swap space; on a host without any, `free` is 0 and `used` is unknown.',
  fields,
  measures: {
    used: { unit: '%', what: 'Share of the swap space that is used.' },
    free: { unit: 'bytes', what: 'Swap space left.' },
  },
  nagios: (request) =>
    hasLimits(request.limits)
      ? ownProgram('swap', [], request)
      : impossible('Without a threshold there is nothing to hold the swap space against.'),
  prometheus: () => ({
    kind: 'expressions',
    exporter: 'node',
    measures: {
      used: '100 * (node_memory_SwapTotal_bytes - node_memory_SwapFree_bytes) / node_memory_SwapTotal_bytes',
      free: 'node_memory_SwapFree_bytes',
    },
    differences: [],
  }),
});
