import { z } from 'zod';
import { flags, oneNumber } from './flags.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({ port: z.number().int().min(1).max(65535).describe('Port to connect to.') });

/** Opens a TCP connection. */
export const tcp = defineProbe({
  name: 'tcp',
  summary: 'Opens a TCP connection to a port.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the connection stands.' } },
  nagios: ({ fields: { port }, limits }) => {
    const time = oneNumber(limits['responseTime'], 'check_tcp', { above: ({ text }) => text });
    if (time.kind === 'impossible') return time;
    return {
      kind: 'plugin',
      plugin: 'check_tcp',
      words: ['-H', { reference: 'address' }, '-p', String(port), ...flags(time)],
      local: false,
      differences: time.differences,
    };
  },
  prometheus: ({ fields: { port } }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: { prober: 'tcp', timeout: '10s', tcp: { preferred_ip_protocol: 'ip4' } },
    target: `{address}:${port}`,
    failing: 'probe_success == 0',
    measures: { responseTime: 'probe_duration_seconds' },
    differences: [],
  }),
});
