import type { Expression } from 'oxc-parser';
import type { Span } from '../../../diagnostics/span.ts';
import type { Locator, Path } from '../document.ts';
import { findValue, isWrittenOut, type Place } from './find-value.ts';
import { bare, defaultExport, type Syntax } from './syntax.ts';

/** Names and calls that are followed for one key. */
const steps = 12;

const resolved = (expression: Expression, { bindings }: Syntax): Expression => {
  const node = bare(expression);
  const bound = node.type === 'Identifier' ? bindings.get(node.name) : undefined;
  return bound === undefined ? node : bare(bound);
};

/** The map that was given to the builder. */
const mapOf = (exported: Expression, syntax: Syntax): Expression => {
  const call = resolved(exported, syntax);
  const given = call.type === 'CallExpression' ? call.arguments[0] : undefined;
  return given === undefined || given.type === 'SpreadElement' ? call : given;
};

const endOf = (path: Path, what: 'key' | 'value', { map, syntax }: { map: Expression; syntax: Syntax }): Place['key'] => {
  let at: Place | undefined;
  for (const key of path) {
    const within = at?.value ?? map;
    const next = findValue(within, { syntax, key, steps });
    if (next === undefined) return at !== undefined && isWrittenOut(within, syntax) ? at.key : within;
    at = next;
  }
  return at === undefined ? map : what === 'key' ? at.key : at.value;
};

/** Finds values of the default export in the source; parses it when the first is asked for. */
export const typescriptLocator = (file: string, parse: (file: string) => Syntax): Locator => {
  const locate = (path: Path, what: 'key' | 'value'): Span => {
    const syntax = parse(file);
    const exported = defaultExport(syntax);
    if (exported === undefined) return { file, start: 0, end: 0 };
    const { start, end } = path.length === 0 ? exported : endOf(path, what, { map: mapOf(exported, syntax), syntax });
    return { file, start, end };
  };
  return { locate };
};
