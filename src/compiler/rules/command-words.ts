import { suggest } from '../../base/suggest.ts';
import { notReplaced } from '../../diagnostics/codes/plm333-not-replaced.ts';
import { unsplitCommand } from '../../diagnostics/codes/plm332-unsplit-command.ts';
import type { Rule } from './rule.ts';

const placeholders = ['{address}', '{host}'];

/** Macros of Nagios that have a placeholder in their place. */
const macros: ReadonlyMap<string, string> = new Map([
  ['$HOSTADDRESS$', '`{address}`'],
  ['$HOSTNAME$', '`{host}`'],
]);

interface Literal {
  readonly text: string;
  readonly instead: string;
}

/** What in a word looks as if something were to take its place. */
const literals = (word: string): readonly Literal[] => [
  ...[...word.matchAll(/\$[A-Z][A-Z0-9_]*\$/g)].map(([text]) => ({
    text,
    instead: macros.get(text) ?? 'the value itself; of the host, `{address}` and `{host}` are known',
  })),
  ...[...word.matchAll(/\{[A-Za-z_-]+\}/g)].flatMap(([text]) => {
    const [near] = placeholders.includes(text) ? [] : suggest(text, placeholders);
    return near === undefined ? [] : [{ text, instead: `\`${near}\`, if that is what is meant` }];
  }),
];

export const commandWords: Rule = {
  name: 'command-words',
  check: ({ definitions }, report) => {
    for (const { value, locate } of definitions.checks.values())
      value.command?.nagios?.forEach((word, i) => {
        const span = locate(['command', 'nagios', i]);
        if (i === 0 && /\s/.test(word)) report(unsplitCommand({ word }, span));
        for (const literal of literals(word)) report(notReplaced(literal, span));
      });
  },
};
