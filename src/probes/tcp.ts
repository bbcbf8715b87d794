import { z } from 'zod';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({ port: z.number().int().min(1).max(65535) });

/** Opens a TCP connection. */
export const tcp = defineProbe({
  name: 'tcp',
  summary: 'Opens a TCP connection to a port.',
  fields,
  measures: {},
  nagios: ({ fields: { port } }) => ({
    kind: 'plugin',
    plugin: 'check_tcp',
    words: ['-H', { reference: 'address' }, '-p', String(port)],
    local: false,
    differences: [],
  }),
  prometheus: ({ fields: { port } }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: { prober: 'tcp', tcp: { preferred_ip_protocol: 'ip4' } },
    target: `{address}:${port}`,
    failing: 'probe_success == 0',
    measures: {},
    differences: [],
  }),
});
