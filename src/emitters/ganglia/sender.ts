import { perlWord } from './escape.ts';
import type { Options } from './options.ts';

const endpoint = ({ host, port, hops }: Options['send'][number]): string => `[${perlWord(host)}, ${port}, ${hops}]`;

/** What the process that sends all metrics of a host is told. */
export const senderView = (options: Options) => ({
  endpoints: options.send.map(endpoint).join(', '),
  gmondConfig: perlWord(options.gmondConfig),
  identity: perlWord(options.identity),
  group: perlWord(options.group),
  cluster: perlWord(options.cluster ?? ''),
  metricsPerSecond: String(options.metricsPerSecond),
});
