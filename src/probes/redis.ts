import { z } from 'zod';
import { talkByBlackbox, talkByPlugin } from './net/conversation.ts';
import { port, timeout } from './net/scalars.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({
  port: port.default(6379).describe('Port of the server.'),
  tls: z.boolean().default(false).describe('Speak TLS. The certificate is not judged.'),
  password: z
    .enum(['none', 'required'])
    .default('none')
    .describe('With `required`, the server is alive when it asks for the password: the probe has none, as it would be plain to see.'),
  timeout,
});

const talkOf = ({ password, ...rest }: z.infer<typeof fields>) => ({
  ...rest,
  send: 'PING\r\n',
  expect: [password === 'required' ? '-NOAUTH' : '+PONG'],
});

/** Pings a Redis server. */
export const redis = defineProbe({
  name: 'redis',
  summary: 'Sends PING to a Redis server and waits for PONG.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the answer.' } },
  nagios: ({ fields: f, limits }) => talkByPlugin(talkOf(f), limits['responseTime']),
  prometheus: ({ fields: f }) => talkByBlackbox(talkOf(f)),
});
