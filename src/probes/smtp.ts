import { z } from 'zod';
import { flags } from './flags.ts';
import { blackboxModule, failing, responseTime, tlsConfig } from './net/blackbox.ts';
import { literalPattern } from './net/patterns.ts';
import { hostName, port, timeout, wholeSeconds } from './net/scalars.ts';
import { secondsAbove } from './net/time-limits.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({
  port: port.default(25).describe('Port of the server.'),
  helo: hostName.default('localhost').describe('Name to introduce ourselves by.'),
  greeting: z
    .string()
    .max(200)
    .regex(/^[!-~](?:[ -~]*[!-~])?$/)
    .optional()
    .describe("Beginning of what the server's greeting says after `220`."),
  starttls: z.boolean().default(false).describe('Change to TLS with STARTTLS, which must succeed. The certificate is not judged.'),
  timeout,
});

type Fields = z.infer<typeof fields>;

const plugin = 'check_smtp';

/** A greeting of several lines has `220-` on all but the last. */
const greetingOf = ({ greeting }: Fields): string => (greeting === undefined ? '^220( |$)' : `^220 ${literalPattern(greeting)}`);

/** check_smtp takes any answer to HELO, so Blackbox does as well. */
const stepsOf = (f: Fields): readonly object[] =>
  f.starttls
    ? [
        { expect: greetingOf(f) },
        { send: `EHLO ${f.helo}\r` },
        { expect: '^250[ -]STARTTLS' },
        { send: 'STARTTLS\r' },
        { expect: '^220' },
        { starttls: true },
        { send: 'QUIT\r' },
      ]
    : [{ expect: greetingOf(f) }, { send: `HELO ${f.helo}\r` }, { expect: '^[0-9]{3}' }, { send: 'QUIT\r' }];

const words = (f: Fields) =>
  [
    '-H',
    { reference: 'address' },
    ...['-p', String(f.port), '-t', wholeSeconds(f.timeout), '-F', f.helo],
    ...['-e', f.greeting === undefined ? '220' : `220 ${f.greeting}`],
    ...(f.starttls ? ['-S'] : []),
  ] as const;

/** Speaks to a mail server as far as its greeting and, if asked, TLS. */
export const smtp = defineProbe({
  name: 'smtp',
  summary: 'Speaks to a mail server: greeting, introduction, TLS if asked, and good-bye. No mail is sent.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the conversation is over.' } },
  nagios: ({ fields: f, limits }) => {
    const time = secondsAbove(limits['responseTime'], plugin);
    if (time.kind === 'impossible') return time;
    const warns = time.warning !== undefined;
    return {
      kind: 'plugin',
      plugin,
      words: [...words(f), ...flags(time)],
      local: false,
      ...(warns ? {} : { failures: 'critical' }),
      differences: [
        ...(warns ? ['With a limit that warns, check_smtp reports a wrong greeting, or TLS that is not offered, as a warning.'] : []),
        ...time.differences,
      ],
    };
  },
  prometheus: ({ fields: f }) => ({
    kind: 'expressions',
    exporter: 'blackbox',
    module: blackboxModule('tcp', f.timeout, {
      query_response: stepsOf(f),
      ...(f.starttls && { tls_config: tlsConfig({ certificate: 'ignore' }) }),
    }),
    target: `{address}:${f.port}`,
    failing,
    measures: { responseTime },
    differences: [],
  }),
});
