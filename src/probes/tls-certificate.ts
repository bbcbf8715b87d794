import { z } from 'zod';
import { parseDecimal } from '../base/decimal.ts';
import type { Limits } from '../model/limits.ts';
import { greatestBelow, impossible, type Levels, oneNumber } from './flags.ts';
import { defineProbe, type Impossible, type Word } from './probe.ts';

const fields = z.strictObject({
  port: z.number().int().min(1).max(65535).default(443).describe('Port that speaks TLS from the first byte.'),
  serverName: z
    .string()
    .max(253)
    .regex(/^[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/)
    .optional()
    .describe('Name to ask for (SNI); none is sent by Nagios when left out.'),
});

const plugin = 'check_tcp';

const countsDays = (limits: Limits | undefined): boolean =>
  (limits ?? []).some((form) =>
    [form.warning, form.critical].some((bound) => bound && 'text' in bound && (parseDecimal(bound.text)?.scale !== 0 || bound.value < 1)),
  );

const exactMoment = (limits: Limits | undefined): readonly string[] =>
  limits?.some(({ form }) => form === 'atMost') ? [`${plugin} counts whole days: with \`atMost\` it alerts one second later.`] : [];

const lastDay = ({ critical }: Levels): readonly string[] =>
  critical === undefined ? [`${plugin} is critical during the certificate's last day.`] : [];

/** The plugin alerts when the whole days left are at most N, so `below 30` is `29`. */
const daysFlag = (limits: Limits | undefined): Levels | Impossible => {
  if (countsDays(limits)) return impossible(`${plugin} counts whole days, and at least one.`);
  return oneNumber(limits, plugin, { below: greatestBelow, atMost: greatestBelow });
};

const daysText = ({ warning, critical }: Levels): string => `${warning ?? critical ?? '0'},${critical ?? '0'}`;

/** Looks at the validity of a TLS certificate. */
export const tlsCertificate = defineProbe({
  name: 'tls-certificate',
  summary: 'Shakes hands over TLS and looks how long the certificate is valid. The chain of trust is not judged.',
  fields,
  measures: { remaining: { unit: 'd', what: 'Time until the certificate expires.' } },
  nagios: ({ fields: { port, serverName }, limits }) => {
    const days = daysFlag(limits['remaining']);
    if (days.kind === 'impossible') return days;
    const name: readonly Word[] = serverName === undefined ? [] : [`--sni=${serverName}`];
    return {
      kind: 'plugin',
      plugin,
      words: ['-H', { reference: 'address' }, '-p', String(port), '-S', ...name, '-D', daysText(days)],
      local: false,
      differences: [...exactMoment(limits['remaining']), ...lastDay(days), ...days.differences],
    };
  },
  prometheus: ({ fields: { port, serverName } }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: {
      prober: 'tcp',
      timeout: '10s',
      tcp: {
        preferred_ip_protocol: 'ip4',
        tls: true,
        tls_config: { insecure_skip_verify: true, ...(serverName !== undefined && { server_name: serverName }) },
      },
    },
    target: `{address}:${port}`,
    failing: 'probe_success == 0 or probe_ssl_earliest_cert_expiry <= time()',
    measures: { remaining: '(probe_ssl_earliest_cert_expiry - time()) / 86400' },
    differences: ['Blackbox takes the certificate of the chain that expires first.'],
  }),
});
