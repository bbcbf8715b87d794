import { z } from 'zod';
import { port } from './net/scalars.ts';
import { positiveRange } from './net/time-limits.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({ port: port.default(123).describe('Port of the time server on the host.') });

const plugin = 'check_ntp_time';

/** No offset is outside of it. Left out, the plugin takes limits of its own. */
const never = '0:';

/** Compares clocks. */
export const ntp = defineProbe({
  name: 'ntp',
  summary: 'Looks how far the clock of the host is off.',
  fields,
  measures: { offset: { unit: 'seconds', what: 'How far the clock is off, in either direction.' } },
  nagios: ({ fields: f, limits }) => {
    const offset = positiveRange(limits['offset'], plugin);
    if (offset.kind === 'impossible') return offset;
    return {
      kind: 'plugin',
      plugin,
      words: ['-H', { reference: 'address' }, ...['-p', String(f.port), '-w', offset.warning ?? never, '-c', offset.critical ?? never]],
      local: false,
      differences: [`${plugin} asks the time server on the host, and compares with the clock of Nagios.`, ...offset.differences],
    };
  },
  prometheus: () => ({
    kind: 'expressions',
    exporter: 'node',
    failing: 'node_timex_sync_status == 0',
    measures: { offset: 'abs(node_timex_offset_seconds)' },
    differences: [
      'node_exporter tells what the kernel of the host takes its clock to be off; it fails where the clock is not synchronised.',
    ],
  }),
});
