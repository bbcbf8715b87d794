import { intervalLengthOf, type Options } from './options.ts';

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

const view = ({ options, zone, files }: MainFileInput, directory: string | undefined) => ({
  zone,
  isForeign: !options.standalone,
  intervalLength: String(intervalLengthOf(options)),
  files: files.map((path) => ({ path })),
  user: options.user,
  group: options.group,
  ...(directory === undefined ? { hasState: false, state: '', ...anywhere } : placesIn(directory)),
  hasLog: options.logFile !== undefined && directory !== undefined,
  logFile: options.logFile ?? '',
});

/** The main files to write: the daemon's own, and where that one only fits its server, one to verify with. */
export const mainFiles = (input: MainFileInput): readonly { readonly path: string; readonly view: object }[] => {
  const { standalone, stateDirectory } = input.options;
  const own = standalone ? [{ path: 'nagios.cfg', view: view(input, stateDirectory) }] : [];
  return standalone && stateDirectory === undefined ? own : [...own, { path: 'verify.cfg', view: view(input, undefined) }];
};
