import type { YAMLError } from 'yaml';
import { nestedTooDeep } from '../../../../diagnostics/codes/plm034-nested-too-deep.ts';
import { tabIndentation } from '../../../../diagnostics/codes/plm025-tab-indentation.ts';
import { yamlSyntax } from '../../../../diagnostics/codes/plm024-yaml-syntax.ts';
import type { Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { maxDepth } from '../limits.ts';

interface Wording {
  readonly problem: string;
  readonly help: string;
}

const longestProblem = 100;

const wordings: Partial<Record<YAMLError['code'], Wording>> = {
  BLOCK_AS_IMPLICIT_KEY: {
    problem: 'a value on the line of its key cannot be a map or list of its own',
    help: 'quote the text if it contains `: `; otherwise put the inner keys on lines of their own, indented',
  },
  MULTILINE_IMPLICIT_KEY: { problem: 'a key must stand on one line', help: 'check for a missing colon or quote on the lines before' },
  KEY_OVER_1024_CHARS: { problem: 'a key has more than 1024 characters', help: 'check for a missing quote; shorten the key' },
  BAD_DQ_ESCAPE: {
    problem: 'an escape that double-quoted text does not know',
    help: 'write `\\\\` for a backslash, or use single quotes, where a backslash stands for itself',
  },
};

const hints: readonly (readonly [RegExp, string])[] = [
  [/closing "quote|closing 'quote/, 'close the quote; inside single quotes write a quote twice, inside double quotes write `\\"`'],
  [/must be sufficiently indented and end with|must end with a/, 'close the bracket, and indent its lines deeper than the key'],
  [/cannot start with/, 'quote the text'],
  [/Implicit map keys need to be followed/, 'write `key: value`, with a space after the colon'],
  [/same column/, 'align the keys of a map, and the dashes of a list, in one column'],
  [/Missing , /, 'put a comma between the items'],
  [/Comments must be separated/, 'put a space before `#`, or quote the text'],
  [/token in YAML stream|at node end/, 'check the indentation of this line, and the brackets and quotes before it'],
];

const wordingOf = (error: YAMLError): Wording => {
  const wording = wordings[error.code];
  if (wording !== undefined) return wording;
  const text = error.message.replace(/\s+/g, ' ').replace(/\.$/, '');
  const problem = `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`.slice(0, longestProblem);
  const help = hints.find(([pattern]) => pattern.test(error.message))?.[1];
  return { problem, help: help ?? 'check the indentation, and the quotes and brackets before this place' };
};

const syntaxProblem = (file: string, error: YAMLError): Diagnostic => {
  const span = { file, start: error.pos[0], end: error.pos[1] };
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return tabIndentation({}, span);
    case 'RESOURCE_EXHAUSTION':
      return nestedTooDeep({ limit: maxDepth }, span);
    default:
      return yamlSyntax(wordingOf(error), span);
  }
};

const isEcho = (text: string, error: YAMLError, previous: YAMLError): boolean =>
  !text.slice(previous.pos[0], error.pos[0]).includes('\n') || /in YAML stream/.test(error.message);

/** The most syntax errors of one file that are shown; a file with more is not YAML at all. */
const mostShown = 100;

/** The errors of the `yaml` package as diagnostics: the first of each line, as what follows on it is its echo. */
export const syntaxProblems = (file: string, text: string, errors: readonly YAMLError[]): readonly Diagnostic[] => {
  const sorted = [...errors].sort((a, b) => a.pos[0] - b.pos[0]);
  return sorted
    .filter((error, i) => {
      const previous = sorted[i - 1];
      return previous === undefined || !isEcho(text, error, previous);
    })
    .slice(0, mostShown)
    .map((error) => syntaxProblem(file, error));
};
