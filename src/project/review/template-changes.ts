import { compareText } from '../../base/compare.ts';
import type { FileTree } from '../../host/host.ts';
import { machineryChange } from '../../review/machinery.ts';
import type { PlannedChange } from '../../review/plan.ts';
import { emitters } from '../emitters.ts';

const folders = emitters.map(({ name }) => `templates/${name}/`);

const templatesOf = (tree: FileTree): ReadonlyMap<string, string> =>
  new Map(
    tree
      .list()
      .filter((path) => folders.some((folder) => path.startsWith(folder)))
      .map((path) => [path, new TextDecoder().decode(tree.read(path))]),
  );

/** How a template of an estate's own stands on one side, in a word that differs when its text does. */
const stateOf = (text: string | undefined, digest: (text: string) => string): string | undefined =>
  text === undefined ? undefined : digest(text);

/**
 * Templates of an estate's own that differ. Both sides are generated with those that are checked out here, so the generated files do not
 * show it; and a template can write any command.
 */
export const templateChanges = (before: FileTree, after: FileTree, digest: (text: string) => string): readonly PlannedChange[] => {
  const [old, now] = [templatesOf(before), templatesOf(after)];
  return [...new Set([...old.keys(), ...now.keys()])].toSorted(compareText).flatMap((path): readonly PlannedChange[] => {
    const [was, is] = [old.get(path), now.get(path)];
    if (was === is) return [];
    const change = machineryChange({
      id: path,
      why: 'A template decides every byte of what is generated. Both sides of the generated files below are made with the same templates.',
      before: stateOf(was, digest),
      after: stateOf(is, digest),
      needs: [{ party: 'ops' }, { party: 'security' }],
    });
    return [is === undefined ? change : { ...change, place: { file: path, line: 1, column: 1 } }];
  });
};
