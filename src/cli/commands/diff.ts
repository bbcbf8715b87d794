import type { DiffOptions, Estate } from '../../project/types.ts';
import { type Command, type Invocation, optionText, refuse } from '../command.ts';
import { withEstate } from '../estate.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { dataFormatOption, exitCodeOf, reportFindings } from '../findings.ts';
import { fromRoot } from '../prefix.ts';

const comparedOf = (invocation: Invocation, { root }: Estate): DiffOptions => {
  const { cwd } = invocation;
  const [from, to, environment] = [optionText(invocation, 'from'), optionText(invocation, 'to'), optionText(invocation, 'env')];
  const only = environment === undefined ? {} : { environment };
  if (from === undefined || to === undefined) return { base: optionText(invocation, 'base') ?? 'HEAD', ...only };
  const absolute = (path: string): string => (path.startsWith('/') ? path : `${root}/${fromRoot(path, { cwd, root })}`);
  return { from: absolute(from), to: absolute(to), ...only };
};

const run = (invocation: Invocation) => {
  const { from, to, base } = invocation.options;
  if ((from === undefined) !== (to === undefined)) return Promise.resolve(refuse(invocation, '--from and --to go together.'));
  if (from !== undefined && base !== undefined) return Promise.resolve(refuse(invocation, 'either --base, or --from and --to.'));
  return withEstate(invocation, async (estate): Promise<ExitCode> => {
    const { diagnostics, document } = await estate.diff(comparedOf(invocation, estate));
    await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root, more: { review: document } });
    const code = exitCodeOf(diagnostics);
    const isChanged = document?.environments.some(({ plan }) => plan.changes.length > 0) === true;
    return code === exitCodes.fine && isChanged && invocation.options['detailedExitcode'] === true ? exitCodes.changes : code;
  });
};

export const diff: Command = {
  name: 'diff',
  summary: 'Say what a change to monitors does, and who must agree to it',
  description:
    'Compiles both sides and compares what they mean, not their text: which values alert, how soon, on which hosts, who is told, at which hours. The base is read from git; the work tree stays as it is.',
  arguments: [],
  options: [
    { flags: '--base REF', what: 'Compare the work tree with this commit, branch or tag; HEAD when left out' },
    { flags: '--from DIR', what: 'Compare this directory …' },
    { flags: '--to DIR', what: '… with this one' },
    { flags: '--env NAME', what: 'Only this environment' },
    { flags: '--detailed-exitcode', what: 'Exit 3 when there are changes' },
    dataFormatOption,
  ],
  examples: [
    { command: 'plimsoll diff', what: 'what have I changed since the last commit?' },
    { command: 'plimsoll diff --base main --format json', what: 'in CI, for a program' },
  ],
  run,
};
