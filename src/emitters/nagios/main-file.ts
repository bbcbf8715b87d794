import { intervalLengthOf, type Options } from './options.ts';
import { type Polling, pollingOf } from './poller.ts';

/** `verify.cfg` and, without a state directory, `nagios.cfg` must be accepted anywhere: both directories are probed by `-v`. */
const anywhere = { temporary: '/tmp', results: '/tmp' } as const;

const placesIn = (directory: string) => ({
  hasState: true,
  state: directory,
  temporary: directory,
  results: `${directory}/spool/checkresults`,
});

export interface MainFileInput {
  readonly options: Options;
  readonly zone: string;
  /** Object files, relative to the main file. */
  readonly files: readonly string[];
}

/** Results that are handed in round by round: read within half a round, and never long after the next one has come. */
const reading = (polling: Polling | undefined) => ({
  logPassive: polling === undefined ? '1' : '0',
  reaperSeconds: polling === undefined ? '10' : String(Math.max(1, Math.min(10, Math.floor(polling.periodMs / 2000)))),
  resultAge: polling === undefined ? '3600' : String(Math.ceil((2 * polling.periodMs) / 1000) + 30),
});

const view = ({ options, zone, files }: MainFileInput, directory: string | undefined) => ({
  zone,
  isForeign: !options.standalone,
  intervalLength: String(intervalLengthOf(options)),
  files: files.map((path) => ({ path })),
  user: options.user,
  group: options.group,
  ...(directory === undefined ? { hasState: false, state: '', ...anywhere } : placesIn(directory)),
  ...reading(pollingOf(options)),
  hasLog: options.logFile !== undefined && directory !== undefined,
  logFile: options.logFile ?? '',
});

/** The main files to write: the daemon's own, and where that one only fits its server, one to verify with. */
export const mainFiles = (input: MainFileInput): readonly { readonly path: string; readonly view: object }[] => {
  const { standalone, stateDirectory } = input.options;
  const own = standalone ? [{ path: 'nagios.cfg', view: view(input, stateDirectory) }] : [];
  return standalone && stateDirectory === undefined ? own : [...own, { path: 'verify.cfg', view: view(input, undefined) }];
};
