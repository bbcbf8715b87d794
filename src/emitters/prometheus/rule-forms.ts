import type { Artifact } from '../contract.ts';
import { writeYaml } from '../yaml-writer.ts';
import { objectFiles } from './objects.ts';
import type { Options } from './options.ts';
import { needsCopies, type RuleSet } from './rule-set.ts';

type Output = Options['output'];

const prefixOf = ({ prefix }: Output): string => prefix ?? 'plimsoll';

const plainFile = ({ name, head, groups }: RuleSet, folder: 'rules' | 'tests/rules'): Artifact => ({
  path: `${folder}/${name}.yaml`,
  text: [head, 'groups:\n', ...groups.map((group) => (folder === 'rules' ? group.text : group.plain))].join(''),
  mode: 0o644,
});

/** `mimirtool rules load` takes the namespace from this key; ids have no `_`, so names stay apart. */
const namespaceFile = ({ name, head, groups }: RuleSet, output: Output): Artifact => {
  const text = `${head}${writeYaml({ namespace: `${prefixOf(output)}_${name}` })}groups:\n${groups.map((group) => group.text).join('')}`;
  return { path: `namespaces/${name}.yaml`, text, mode: 0o644 };
};

const formed = (set: RuleSet, output: Output): readonly Artifact[] => {
  switch (output.kind) {
    case 'files':
      return [plainFile(set, 'rules')];
    case 'namespaces':
      return [namespaceFile(set, output)];
    case 'objects':
      return objectFiles(set, output, prefixOf(output));
  }
};

/** Rules in the form that is asked for, and plain copies for their unit tests where promtool could not read or hold to that form. */
export const ruleFiles = (set: RuleSet, options: Options): readonly Artifact[] => [
  ...formed(set, options.output),
  ...(options.unitTests && needsCopies(options) ? [plainFile(set, 'tests/rules')] : []),
];

/** Where the unit tests of a team find its rules, from their own folder. */
export const testedPath = (name: string, options: Options): string => `${needsCopies(options) ? '' : '../'}rules/${name}.yaml`;
