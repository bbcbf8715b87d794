import * as builders from '../../../../definitions/builders.ts';
import { harden, lockdown, unavailable } from './lockdown.ts';
import { asModule, type Definition, instantiate, missingExport } from './modules.ts';
import { findOddity, type Refused } from './plain-data.ts';

/** What became of a file, as the sandbox reports it. */
export type Report =
  | { readonly status: 'loaded'; readonly builder: string; readonly value: unknown }
  | ({ readonly status: 'refused'; readonly builder: string } & Refused)
  | { readonly status: 'no-default'; readonly names: readonly string[] }
  | { readonly status: 'not-a-definition'; readonly is: string }
  | { readonly status: 'threw'; readonly thrown: Thrown };

export interface Thrown {
  readonly isError: boolean;
  readonly name: string;
  readonly message: string;
  readonly stack: string;
  /** What was asked for that the sandbox does not have. */
  readonly unavailable: string;
  /** What was imported although nothing exports it. */
  readonly missingExport: string;
  readonly knownExports: readonly string[];
}

/** What `import ... from 'plimsoll'` gives: all that makes definitions, not what tells them from forged ones. */
const { definitionFile, ...authoringApi } = builders;

const textLimit = 2000;

const textOf = (read: () => unknown): string => {
  try {
    return String(read()).slice(0, textLimit);
  } catch {
    return '';
  }
};

const describeThrown = (value: unknown): Thrown => {
  const isError = value instanceof Error;
  const read = (key: string) => (): unknown => (isError ? Reflect.get(value, key) : '');
  return {
    isError,
    name: textOf(read('name')),
    message: isError ? textOf(read('message')) : textOf(() => (typeof value === 'string' ? JSON.stringify(value) : value)),
    stack: textOf(read('stack')).slice(0, textLimit),
    unavailable: isError && Object.hasOwn(value, unavailable) ? textOf(read(unavailable)) : '',
    ...missing(isError ? value : undefined),
  };
};

const missing = (error: Error | undefined): Pick<Thrown, 'missingExport' | 'knownExports'> => {
  const found = error === undefined ? undefined : missingExport.get(error);
  return { missingExport: found?.name ?? '', knownExports: found?.known ?? [] };
};

const kindOfValue = (value: unknown): string => {
  if (value === null || value === undefined) return 'nothing';
  if (value instanceof Promise) return 'a promise';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
};

const reportOn = (exports: object): Report => {
  if (!Object.hasOwn(exports, 'default')) return { status: 'no-default', names: Object.keys(exports).slice(0, 20) };
  const value: unknown = Reflect.get(exports, 'default');
  const file = definitionFile(value);
  if (file === undefined) return { status: 'not-a-definition', is: kindOfValue(value) };
  const found = findOddity(file.entries);
  return found === undefined
    ? { status: 'loaded', builder: file.kind, value: file.entries }
    : { status: 'refused', builder: file.kind, ...found };
};

const attempt = (load: () => unknown): Report => {
  try {
    return reportOn(Object(load()));
  } catch (error) {
    return { status: 'threw', thrown: describeThrown(error) };
  }
};

const api = asModule(authoringApi);
const definitions = new Map<string, Definition>();

/** Makes a module known; it runs when a definition file that needs it is evaluated, once for each such file. */
export const define = (path: string, definition: Definition['run'], imports: string): void => {
  definitions.set(path, { run: definition, imports: new Set(imports.split('\n')) });
};

/** Freezes what all files share; to be called once, before any of them runs. */
export const prepare = (): void => {
  lockdown();
  harden([api]);
};

/** Evaluates one definition file and says in JSON what became of it. */
export const evaluate = (file: string): string => JSON.stringify(attempt(() => instantiate(definitions, api)(file)));
