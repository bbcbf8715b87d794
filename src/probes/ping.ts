import { z } from 'zod';
import { multiply, parseDecimal, printDecimal } from '../base/decimal.ts';
import { invariant } from '../base/invariant.ts';
import type { Bound } from '../model/limits.ts';
import { type Levels, midway, oneNumber, type Writers } from './flags.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({
  packets: z
    .number()
    .int()
    .min(1)
    .max(20)
    .default(5)
    .describe('Echo requests per look, a second apart; a loss of one is 100% divided by this.'),
});

const inMilliseconds = ({ text, value }: Bound): Bound => {
  const seconds = parseDecimal(text);
  invariant(seconds, `not a decimal: ${text}`);
  return { text: printDecimal(multiply(seconds, { digits: 1000n, scale: 0 })), value: value * 1000 };
};

/** ping prints round trips in milliseconds with three decimals; check_ping alerts at the limit and above. */
const roundTripOf = (form: 'above' | 'atLeast') => (bound: Bound) => midway(form, inMilliseconds(bound), 3);

/**
 * A loss can only be a multiple of one packet, and the plugin sees it cut to whole percents: it alerts at the number and above.
 * Undefined is beyond any loss.
 */
const lossOf = (packets: number, isReached: (lost: number) => boolean): string | undefined => {
  const losses = Array.from({ length: packets + 1 }, (_, lost) => (100 * lost) / packets);
  const first = losses.find(isReached);
  return first === undefined ? undefined : String(Math.floor(first));
};

const beyondAnyLoss = '101';

const lossWriters = (packets: number): Writers => ({
  above: ({ value }) => lossOf(packets, (loss) => loss > value) ?? beyondAnyLoss,
  atLeast: ({ value }) => lossOf(packets, (loss) => loss >= value) ?? beyondAnyLoss,
});

/** No round trip takes as long: ping itself gives up first. */
const never = '3600000';

/** ping sends one request a second and stops at its deadline: time for the last answer. */
const timeout = (packets: number): string => String(packets + 10);

const pair = (time: string | undefined, loss: string | undefined): string => `${time ?? never},${loss ?? '100'}%`;

/** check_ping wants both pairs, and refuses a warning that lies beyond the critical one. */
const pairs = (time: Levels, loss: Levels): readonly string[] => [
  '-w',
  pair(time.warning ?? time.critical, loss.warning ?? loss.critical),
  '-c',
  pair(time.critical, loss.critical),
];

/** Sends echo requests. */
export const ping = defineProbe({
  name: 'ping',
  summary: 'Sends ICMP echo requests; fails when none is answered.',
  fields,
  measures: {
    loss: { unit: '%', what: 'Share of echo requests without an answer.' },
    roundTrip: { unit: 'seconds', what: 'Mean time until the answer.' },
  },
  nagios: ({ fields: { packets }, limits }) => {
    const loss = oneNumber(limits['loss'], 'check_ping', lossWriters(packets));
    if (loss.kind === 'impossible') return loss;
    const time = oneNumber(limits['roundTrip'], 'check_ping', { above: roundTripOf('above'), atLeast: roundTripOf('atLeast') });
    if (time.kind === 'impossible') return time;
    const warns = time.warning !== undefined || loss.warning !== undefined;
    return {
      kind: 'plugin',
      plugin: 'check_ping',
      words: ['-H', { reference: 'address' }, '-t', timeout(packets), '-p', String(packets), ...pairs(time, loss)],
      local: false,
      ...(warns ? {} : { failures: 'critical' }),
      differences: [
        ...(warns ? ['With a limit that warns, check_ping reports a name that does not resolve as unknown.'] : []),
        ...new Set([...loss.differences, ...time.differences]),
      ],
    };
  },
  prometheus: () => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: { prober: 'icmp', timeout: '10s', icmp: { preferred_ip_protocol: 'ip4' } },
    target: '{address}',
    failing: 'probe_success == 0',
    measures: {
      loss: '(1 - avg_over_time(probe_success[5m])) * 100',
      roundTrip: 'max without (phase) (avg_over_time(probe_icmp_duration_seconds{phase="rtt"}[5m]))',
    },
    differences: ['Blackbox sends one echo request per look, so loss and round trip are means over five minutes.'],
  }),
});
