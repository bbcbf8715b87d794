import type { BuiltEnvironment } from '../../project/types.ts';
import { aligned, counted, linesText } from '../text.ts';

const shownPaths = 20;

const row = (verb: string, { name, files, directory }: BuiltEnvironment): readonly string[] => [
  name,
  verb,
  `${counted(files, 'file')} in ${directory}`,
];

const built = (environments: readonly BuiltEnvironment[]): readonly string[] => {
  const rows = aligned(environments.map((one) => row(one.changed ? 'written' : 'unchanged', one)));
  const idle = environments.length > 0 && environments.every(({ changed }) => !changed);
  return idle ? [...rows, 'Nothing had to be written: the output already is what the definitions say.'] : rows;
};

const stalePaths = ({ directory, stale }: BuiltEnvironment): readonly string[] => {
  const rest = stale.length - shownPaths;
  return [
    ...stale.slice(0, shownPaths).map((path) => `  ${directory}/${path}`),
    ...(rest > 0 ? [`  and ${counted(rest, 'more file')}`.replace('more files', 'more')] : []),
  ];
};

const compared = (environments: readonly BuiltEnvironment[]): readonly string[] => {
  const rows = aligned(environments.map((one) => row(one.changed ? 'out of date' : 'up to date', one)));
  const changed = environments.filter((one) => one.changed);
  if (changed.length === 0) return [...rows, 'The output is what the definitions say.'];
  return [...rows, 'These files are missing, changed or left over:', ...changed.flatMap(stalePaths), 'Run `plimsoll build` to write them.'];
};

/** What a build did, or with `check` would do. */
export const buildText = (environments: readonly BuiltEnvironment[], check: boolean): string =>
  linesText(check ? compared(environments) : built(environments));
