import { z } from 'zod';
import { talkByBlackbox, talkByPlugin } from './net/conversation.ts';
import { port, timeout, wholeSeconds } from './net/scalars.ts';
import { defineProbe } from './probe.ts';

const fields = z.strictObject({ port: port.default(22).describe('Port of the server.'), timeout });

const talkOf = (f: z.infer<typeof fields>) => ({ ...f, tls: false, expect: ['SSH-'] });

/** Connects to an SSH server and reads its version. */
export const ssh = defineProbe({
  name: 'ssh',
  summary: 'Connects to an SSH server and waits for the version it names first; nobody logs in.',
  fields,
  measures: { responseTime: { unit: 'seconds', what: 'Time until the server has named its version.' } },
  nagios: ({ fields: f, limits }) =>
    // check_ssh takes no limits; check_tcp reads the same greeting.
    limits['responseTime'] === undefined
      ? {
          kind: 'plugin',
          plugin: 'check_ssh',
          words: ['-H', { reference: 'address' }, '-p', String(f.port), '-t', wholeSeconds(f.timeout)],
          local: false,
          // A name that does not resolve is unknown to it.
          failures: 'critical',
          differences: [],
        }
      : talkByPlugin(talkOf(f), limits['responseTime']),
  prometheus: ({ fields: f }) => ({
    ...talkByBlackbox(talkOf(f), [{ expect: '^SSH-[0-9]+[.][0-9]+-' }]),
    differences: ['Blackbox reads on where a server says something before its version.'],
  }),
});
