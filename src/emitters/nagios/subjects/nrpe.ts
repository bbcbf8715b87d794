import { invariant } from '../../../base/invariant.ts';
import { parseDuration } from '../../../model/duration.ts';
import type { NagiosProbe, Word as ProbeWord } from '../../../probes/probe.ts';
import { nrpeWord, type Word } from '../escape.ts';
import { literally } from '../metric-source.ts';
import { nrpeCommand } from '../names.ts';
import type { Options } from '../options.ts';
import { wholeSeconds } from '../time.ts';
import { pluginPath, programPath } from './place.ts';
import type { LocalCommand } from './realised.ts';

/** One probe as the NRPE daemon of the host runs it. */
export interface LocalLook {
  readonly check: string;
  readonly variant: number;
  readonly plugin: NagiosProbe;
  readonly options: Options;
}

const isState = (word: ProbeWord): boolean => typeof word === 'object' && word.reference === 'state';

const needsState = ({ words }: NagiosProbe): boolean => words.some(isState);

/** Numbers `$SERVICESTATEID$` may be. */
const states = ['0', '1', '2', '3'] as const;

const afterState = (name: string, state: string): string => `${name}_after_${state}`;

const localWord = (word: ProbeWord, options: Options, state: string): string => {
  if (typeof word === 'string') return word;
  if (word.reference === 'state') return state;
  invariant(word.reference === 'stateDirectory', 'a program on the host itself needs no reference to it');
  return options.nrpe.stateDirectory;
};

/**
 * Commands of the NRPE daemon. It takes no arguments (`dont_blame_nrpe=0`), so a program that must know the state before has one
 * command for each, and Nagios chooses among them by name.
 */
export const localCommands = ({ check, variant, plugin, options }: LocalLook): readonly LocalCommand[] => {
  const name = nrpeCommand(check, variant);
  const wordsAfter = (state: string) => [programPath(plugin, options), ...plugin.words.map((word) => localWord(word, options, state))];
  if (!needsState(plugin)) return [{ name, words: wordsAfter('0') }];
  return states.map((state) => ({ name: afterState(name, state), words: wordsAfter(state) }));
};

/** Options of check_nrpe 4 for the connection, all stated: its defaults change between versions. */
const connection = ({ tls, certificate = '', key = '', authority = '', packets }: Options['nrpe']): readonly string[] => {
  const version = packets === 'v2' ? ['-2'] : [];
  switch (tls) {
    case 'off':
      return [...version, '-n'];
    case 'anonymous':
      return [...version, '-S', 'TLSv1.2+', '-d', '1'];
    case 'certificate':
      return [...version, '-S', 'TLSv1.2+', '-d', '0', '-C', certificate, '-K', key, '-A', authority];
  }
};

const timeout = ({ timeout: text }: Options['nrpe']): string => {
  const ms = parseDuration(text);
  invariant(ms !== undefined, 'the options were checked');
  return `${wholeSeconds(ms)}:UNKNOWN`;
};

/** Asks for the command; no connection, and no answer in time, are unknown (`-u`, `-t`): neither says anything about the host's disk. */
export const askNrpe = ({ check, variant, plugin, options }: LocalLook): readonly Word[] => {
  const name = nrpeCommand(check, variant);
  return [
    [pluginPath('check_nrpe', options)],
    ['-H'],
    [{ macro: 'address' }],
    ...literally('-p', String(options.nrpePort), ...connection(options.nrpe), '-u', '-t', timeout(options.nrpe), '-c'),
    needsState(plugin) ? [afterState(name, ''), { macro: 'state' }] : [name],
  ];
};

/** nrpe.c reads lines into 2048 bytes (MAX_INPUT_BUFFER) with fgets, cuts a longer one, and drops the rest of the file. */
const longestLine = 2045;

/** Why the NRPE daemon could not read one of these commands; undefined when it can. */
export const unreadable = (commands: readonly LocalCommand[]): string | undefined => {
  const lengths = commands.map(({ name, words }) => new TextEncoder().encode(`command[${name}]=${words.map(nrpeWord).join(' ')}`).length);
  const length = Math.max(0, ...lengths);
  return length > longestLine ? `its line for NRPE has ${length} bytes, and the daemon reads ${longestLine}` : undefined;
};
