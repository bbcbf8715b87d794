import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Estate } from '../project/estate.ts';
import { type Invocation, refuse } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { type Report, reportFindings } from './findings.ts';
import { exitCodes } from './exit-codes.ts';

const isDirectory = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

/** The nearest directory with a `plimsoll.yaml`, from `start` upward. */
export const findRoot = (start: string): string | undefined => {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, 'plimsoll.yaml'))) return at;
    if (dirname(at) === at) return undefined;
  }
};

const noSettings = async (directory: string): Promise<Diagnostic> => {
  const { noSettings: code } = await import('../diagnostics/codes/plm001-no-settings.ts');
  return code({ directory });
};

const outside = async (invocation: Invocation): Promise<ExitCode> => {
  if (!isDirectory(invocation.cwd)) return refuse(invocation, `there is no directory \`${invocation.cwd}\`.`);
  const report: Report = { diagnostics: [await noSettings(invocation.cwd)], sources: new Map(), root: invocation.cwd };
  await reportFindings(invocation, report);
  return exitCodes.usage;
};

/** Opens the estate around the invocation's directory and hands it to `use`; exit code 2 when there is none. */
export const withEstate = async (invocation: Invocation, use: (estate: Estate) => Promise<ExitCode>): Promise<ExitCode> => {
  const root = findRoot(invocation.cwd);
  if (root === undefined) return outside(invocation);
  const { openEstate } = await import('../project/index.ts');
  const { today, terminal } = invocation;
  return use(await openEstate(root, { ...(today === undefined ? {} : { today }), progress: terminal.progress }));
};
