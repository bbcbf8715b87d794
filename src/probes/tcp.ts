import { z } from 'zod';
import { impossible } from './flags.ts';
import { talkByBlackbox, talkByPlugin } from './net/conversation.ts';
import { refused } from './net/problem.ts';
import { hostName, oneLine, port, timeout } from './net/scalars.ts';
import { defineProbe } from './probe.ts';

const shape = z.strictObject({
  port: port.describe('Port to connect to.'),
  send: z
    .string()
    .min(1)
    .max(1000)
    .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029\ud800-\udfff]*$/u)
    .optional()
    .describe('What to say once connected, byte for byte: line ends are part of it (`"PING\\r\\n"`).'),
  expect: oneLine(500).optional().describe('Text that a line of the answer must contain.'),
  tls: z.boolean().default(false).describe('Speak TLS. The certificate is not judged: that is what `tls-certificate` is for.'),
  serverName: hostName.optional().describe('With `tls`: the name to ask for (SNI).'),
  timeout,
});

type Fields = z.infer<typeof shape>;

const fields = shape.superRefine(
  refused<Fields>(({ tls, serverName }) => [
    serverName !== undefined && !tls
      ? { path: ['serverName'], problem: 'there is nobody to ask for a name without `tls`', help: 'add `tls: true`' }
      : undefined,
  ]),
);

const talkOf = ({ expect, ...rest }: Fields) => ({ ...rest, expect: expect === undefined ? [] : [expect] });

/** Opens a TCP connection, and may say something and wait for an answer. */
export const tcp = defineProbe({
  name: 'tcp',
  summary: 'Opens a TCP connection to a port; may send something and look for a text in the answer.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the connection stands, or the expected text has come.' } },
  nagios: ({ fields: f, limits }) => {
    const answer = talkByPlugin(talkOf(f), limits['responseTime']);
    if (answer.kind === 'impossible' || f.expect === undefined) return answer;
    return { ...answer, differences: [...answer.differences, 'check_tcp waits two seconds at most for the rest of an answer.'] };
  },
  prometheus: ({ fields: f }) => {
    if (f.send !== undefined && !f.send.endsWith('\n'))
      return impossible('Blackbox ends what it sends with a line feed, so it sends only what ends in one.');
    const answer = talkByBlackbox(talkOf(f));
    if (f.expect === undefined) return answer;
    return { ...answer, differences: ['Blackbox reads lines: an answer without a line end counts once the connection is closed.'] };
  },
});
