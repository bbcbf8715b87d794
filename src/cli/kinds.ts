import { didYouMean } from '../base/suggest.ts';
import { type DefinitionKind, definitionKinds } from '../model/model.ts';

const singular: Readonly<Record<DefinitionKind, string>> = {
  settings: 'settings',
  teams: 'team',
  schedules: 'schedule',
  hosts: 'host',
  groups: 'group',
  metrics: 'metric',
  thresholds: 'threshold',
  checks: 'check',
};

/** `check` for `checks`. */
export const singularOf = (kind: DefinitionKind): string => singular[kind];

/** The kind that a word names, in the plural or the singular. */
export const kindNamed = (word: string): DefinitionKind | undefined =>
  definitionKinds.find((kind) => kind === word || singular[kind] === word);

/** What to say to a word that names no kind. */
export const noSuchKind = (word: string): string => {
  const known = [...definitionKinds, ...Object.values(singular)];
  return `there is no kind \`${word}\`; ${didYouMean(word, new Set(known), `there are ${definitionKinds.join(', ')}.`)}`;
};
