import type { BuildOptions, BuildResult } from '../../project/types.ts';
import type { Estate } from '../../project/estate.ts';
import { type Command, type Invocation, optionText } from '../command.ts';
import { withEstate } from '../estate.ts';
import { fromRoot } from '../prefix.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { exitCodeOf, formatOf, findingsOptions, hasErrors, reportFindings } from '../findings.ts';
import { buildText } from '../views/build.ts';

const optionsOf = (invocation: Invocation, root: string): BuildOptions => {
  const { cwd } = invocation;
  const [out, environment, only] = [optionText(invocation, 'out'), optionText(invocation, 'env'), optionText(invocation, 'only')];
  return {
    ...(out === undefined ? {} : { out: fromRoot(out, { cwd, root }) }),
    ...(environment === undefined ? {} : { environment }),
    ...(only === undefined ? {} : { only }),
    check: invocation.options['check'] === true,
  };
};

const report = async (invocation: Invocation, estate: Estate, result: BuildResult, check: boolean): Promise<void> => {
  const { diagnostics, environments } = result;
  await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root, more: { environments } });
  if (formatOf(invocation) !== 'human') return;
  const { out, err } = invocation.terminal;
  if (hasErrors(diagnostics)) err('Nothing was written.\n');
  else out(buildText(environments, check));
};

const run = (invocation: Invocation) =>
  withEstate(invocation, async (estate): Promise<ExitCode> => {
    const options = optionsOf(invocation, estate.root);
    const check = options.check === true;
    const result = await estate.build(options);
    await report(invocation, estate, result, check);
    const code = exitCodeOf(result.diagnostics);
    const stale = check && result.environments.some(({ changed }) => changed);
    return code === exitCodes.fine && stale ? exitCodes.findings : code;
  });

export const build: Command = {
  name: 'build',
  summary: 'Generate the configuration of every daemon',
  description:
    'Writes one tree per environment, `generated/ENVIRONMENT/EMITTER/…`. An output directory is replaced as a whole, and only when something in it changes; while the definitions have errors, nothing is written.',
  arguments: [],
  options: [
    { flags: '--out DIR', what: 'Write there instead of `generated`' },
    { flags: '--env NAME', what: 'Only this environment' },
    { flags: '--only EMITTER', what: 'Only this emitter, such as `prometheus`' },
    { flags: '--check', what: 'Write nothing; fail when the output is not what the definitions say' },
    ...findingsOptions,
  ],
  examples: [
    { command: 'plimsoll build', what: 'generate everything' },
    { command: 'plimsoll build --env production --out /tmp/review', what: 'look at one environment elsewhere' },
    { command: 'plimsoll build --check', what: 'in CI: is the generated tree up to date?' },
  ],
  run,
};
