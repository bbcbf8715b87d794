import { resolve } from 'node:path';
import type { DiffOptions } from '../project/review-types.ts';
import { type Invocation, type OptionSpec, optionText } from './command.ts';

/** Options that say what is compared with what. */
export const comparedOptions: readonly OptionSpec[] = [
  { flags: '--base REF', what: 'Compare the work tree with this commit, branch or tag; HEAD when left out' },
  { flags: '--head REF', what: 'With --base: compare this commit, not the work tree' },
  { flags: '--from DIR', what: 'Compare this directory …' },
  { flags: '--to DIR', what: '… with this one' },
  { flags: '--env NAME', what: 'Only this environment' },
];

/** What is wrong with how two sides were named; undefined when nothing is. */
export const comparedProblem = ({ options: { from, to, base, head } }: Invocation): string | undefined => {
  if ((from === undefined) !== (to === undefined)) return '--from and --to go together.';
  return from !== undefined && (base ?? head) !== undefined ? 'either --base, or --from and --to.' : undefined;
};

/** A path of the command line, absolute. */
export const absolutePath = (path: string, { cwd }: Invocation): string => resolve(cwd, path);

/** What is compared. */
export const comparedOf = (invocation: Invocation): DiffOptions => {
  const [from, to, environment] = [optionText(invocation, 'from'), optionText(invocation, 'to'), optionText(invocation, 'env')];
  const only = environment === undefined ? {} : { environment };
  const head = optionText(invocation, 'head');
  if (from === undefined || to === undefined)
    return { base: optionText(invocation, 'base') ?? 'HEAD', ...(head === undefined ? {} : { head }), ...only };
  return { from: absolutePath(from, invocation), to: absolutePath(to, invocation), ...only };
};
