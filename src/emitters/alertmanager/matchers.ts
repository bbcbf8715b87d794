/** A matcher as both the classic and the strict parser read it: the value always quoted. */
export const matcher = (label: string, op: '=' | '!=' | '=~', value: string): string =>
  `${label}${op}"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

/** A class instead of a backslash: what a backslash means in a quoted matcher differs by version. */
const escapeRegex = (text: string): string => text.replace(/[.+*?()|[\]{}^$\\]/g, (c) => (c === '^' || c === '\\' ? `\\${c}` : `[${c}]`));

/** Matches exactly one of `values`. */
export const oneOf = (label: string, values: readonly string[]): string => {
  const [only = ''] = values;
  return values.length === 1 ? matcher(label, '=', only) : matcher(label, '=~', values.map(escapeRegex).join('|'));
};
