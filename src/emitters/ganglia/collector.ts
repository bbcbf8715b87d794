import { shellWord } from './escape.ts';
import type { Options } from './options.ts';
import { periodSeconds } from './wire.ts';

const senderPath = ({ libraryDirectory }: Options): string => `${libraryDirectory}/plimsoll-send`;

/** Every burst is followed by a fifth of a second of silence. */
const burstsPerSecond = 5;

/** Seconds after which no more values are sent, so that the collector's own health still is. */
const sendWithinSeconds = 40;

/** The collector's own metrics outlive four missed runs: after that, silence is the message. */
const healthLifeSeconds = 5 * periodSeconds;

/** The texts of the collector: comments as they are, values as shell words. */
export const collectorView = (options: Options) => ({
  dropDirectoryText: options.dropDirectory,
  tableDirectoryText: `${options.configDirectory}/tables`,
  stateDirectoryText: options.stateDirectory,
  dropDirectory: shellWord(options.dropDirectory),
  tableDirectory: shellWord(`${options.configDirectory}/tables`),
  stateDirectory: shellWord(options.stateDirectory),
  textfileDirectory: shellWord(options.textfileDirectory ?? ''),
  gmetric: shellWord(options.gmetric),
  sender: shellWord(options.sender === 'udp' ? senderPath(options) : ''),
  identity: shellWord(options.identity),
  gmondConfig: shellWord(options.gmondConfig),
  group: shellWord(options.group),
  cluster: shellWord(options.cluster ?? ''),
  allowRoot: options.allowRoot ? 'yes' : 'no',
  maxFileBytes: String(options.maxFileBytes),
  maxLines: String(options.maxLines),
  burst: String(Math.ceil(options.metricsPerSecond / burstsPerSecond)),
  period: String(periodSeconds),
  healthDmax: String(healthLifeSeconds),
  sendWithin: String(sendWithinSeconds),
});
