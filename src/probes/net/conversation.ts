import type { Limits } from '../../model/limits.ts';
import { flags } from '../flags.ts';
import type { Impossible, NagiosProbe, PrometheusProbe, Word } from '../probe.ts';
import { blackboxModule, failing, responseTime, tlsConfig } from './blackbox.ts';
import { literalPattern } from './patterns.ts';
import { wholeSeconds } from './scalars.ts';
import { secondsAbove } from './time-limits.ts';

/** Something said over TCP, and what the answer must contain. */
export interface Conversation {
  readonly port: number;
  readonly timeout: string;
  readonly tls: boolean;
  readonly serverName?: string | undefined;
  readonly send?: string | undefined;
  /** Any of these will do. */
  readonly expect: readonly string[];
}

const plugin = 'check_tcp';

/** What `-E` reads back: it knows these escapes and no others. */
const escaped = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r').replaceAll('\t', '\\t');

const talkWords = ({ send, expect }: Conversation): readonly string[] => [
  ...(send === undefined ? [] : ['-E', '-s', escaped(send)]),
  ...expect.flatMap((text) => ['-e', text]),
  ...(expect.length > 0 ? ['-M', 'crit'] : []),
];

/** With check_tcp, to which a wrong answer is a warning unless it is told otherwise. */
export const talkByPlugin = (talk: Conversation, limits: Limits | undefined): NagiosProbe | Impossible => {
  const time = secondsAbove(limits, plugin);
  if (time.kind === 'impossible') return time;
  const tls: readonly Word[] = talk.tls ? ['-S', ...(talk.serverName === undefined ? [] : [`--sni=${talk.serverName}`])] : [];
  const words: readonly Word[] = ['-H', { reference: 'address' }, '-p', String(talk.port), '-t', wholeSeconds(talk.timeout), ...tls];
  return { kind: 'plugin', plugin, words: [...words, ...talkWords(talk), ...flags(time)], local: false, differences: time.differences };
};

/** Blackbox ends what it sends with a line feed of its own. */
export const withoutLineFeed = (text: string): string => text.slice(0, -1);

const stepsOf = ({ send, expect }: Conversation): readonly object[] => [
  ...(send === undefined ? [] : [{ send: withoutLineFeed(send) }]),
  ...(expect.length > 0 ? [{ expect: expect.map(literalPattern).join('|') }] : []),
];

/** With a `query_response` of blackbox: each step of its own, so that no text is taken for a template. */
export const talkByBlackbox = (talk: Conversation, steps = stepsOf(talk)): PrometheusProbe => ({
  kind: 'expressions',
  exporter: 'blackbox',
  module: blackboxModule('tcp', talk.timeout, {
    ...(steps.length > 0 && { query_response: steps }),
    tls: talk.tls,
    ...(talk.tls && { tls_config: tlsConfig({ serverName: talk.serverName, certificate: 'ignore' }) }),
  }),
  target: `{address}:${talk.port}`,
  failing,
  measures: { responseTime },
  differences: [],
});
