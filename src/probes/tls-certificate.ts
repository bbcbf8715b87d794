import { z } from 'zod';
import { parseDecimal } from '../base/decimal.ts';
import type { Limits } from '../model/limits.ts';
import { greatestBelow, impossible, type Levels, oneNumber } from './flags.ts';
import { blackboxModule, daysLeft, tlsConfig } from './net/blackbox.ts';
import { refused } from './net/problem.ts';
import { certificate, filePath, hostName, port, timeout, wholeSeconds } from './net/scalars.ts';
import { defineProbe, type Impossible, type Word } from './probe.ts';

const shape = z.strictObject({
  port: port.default(443).describe('Port that speaks TLS from the first byte.'),
  serverName: hostName.optional().describe('Name to ask for (SNI); none is sent by Nagios when left out.'),
  certificate: certificate.describe('With `verify` the certificate must be for `serverName`, and of a trusted authority.'),
  caFile: filePath.optional().describe('Authorities to trust, in a PEM file where the check runs; those of the system when left out.'),
  timeout,
});

type Fields = z.infer<typeof shape>;

const fields = shape.superRefine(
  refused<Fields>(({ certificate: trust, serverName, caFile }) => [
    trust === 'verify' && serverName === undefined
      ? { path: ['certificate'], problem: 'a certificate is verified for a name', help: 'say with `serverName` whose it must be' }
      : undefined,
    caFile !== undefined && trust !== 'verify'
      ? { path: ['caFile'], problem: '`caFile` is not looked at without `certificate: verify`', help: 'add `certificate: verify`' }
      : undefined,
  ]),
);

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

const lookWords = (f: Fields): readonly Word[] => {
  const name: readonly Word[] = f.serverName === undefined ? [] : [`--sni=${f.serverName}`];
  return ['-H', { reference: 'address' }, '-p', String(f.port), '-t', wholeSeconds(f.timeout), '-S', ...name, '-D'];
};

/** check_tcp does not verify; check_curl does, and can then look at the days as well. */
const verifyWords = (f: Fields): readonly Word[] => [
  '-H',
  f.serverName ?? '',
  '-I',
  { reference: 'address' },
  ...['-p', String(f.port), '-t', wholeSeconds(f.timeout), '-S', '--sni', '-D'],
  ...(f.caFile === undefined ? [] : [`--ca-cert=${f.caFile}`]),
  '-C',
];

const onlyPages = 'check_curl verifies only where the server answers to HTTP as well.';

/** Looks at the validity of a TLS certificate. */
export const tlsCertificate = defineProbe({
  name: 'tls-certificate',
  summary: 'Shakes hands over TLS and looks how long the certificate is valid, and, if asked, whether it can be trusted.',
  fields,
  measures: { remaining: { unit: 'd', what: 'Time until the certificate expires.' } },
  nagios: ({ fields: f, limits }) => {
    const days = daysFlag(limits['remaining']);
    if (days.kind === 'impossible') return days;
    const verifies = f.certificate === 'verify';
    return {
      kind: 'plugin',
      plugin: verifies ? 'check_curl' : plugin,
      words: [...(verifies ? verifyWords(f) : lookWords(f)), daysText(days)],
      local: false,
      differences: [...(verifies ? [onlyPages] : []), ...exactMoment(limits['remaining']), ...lastDay(days), ...days.differences],
    };
  },
  prometheus: ({ fields: f }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: blackboxModule('tcp', f.timeout, { tls: true, tls_config: tlsConfig(f) }),
    target: `{address}:${f.port}`,
    failing: 'probe_success == 0 or probe_ssl_earliest_cert_expiry <= time()',
    measures: { remaining: daysLeft },
    differences: ['Blackbox takes the certificate of the chain that expires first.'],
  }),
});
