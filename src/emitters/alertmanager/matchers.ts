/** What a route or an inhibition asks of one label; a label that an alert lacks is the empty text. */
export interface Matcher<Label extends string = string> {
  readonly label: Label;
  /** Whether the label's value has to be one of `values`, or none of them. */
  readonly is: boolean;
  readonly values: ReadonlySet<string>;
}

export const oneOf = <Label extends string>(label: Label, values: Iterable<string>): Matcher<Label> => ({
  label,
  is: true,
  values: new Set(values),
});
export const noneOf = <Label extends string>(label: Label, values: Iterable<string>): Matcher<Label> => ({
  label,
  is: false,
  values: new Set(values),
});
export const equals = <Label extends string>(label: Label, value: string): Matcher<Label> => oneOf(label, [value]);
export const present = (label: string): Matcher => noneOf(label, ['']);
export const missing = (label: string): Matcher => oneOf(label, ['']);

const quoted = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`;

/** A class instead of a backslash: what a backslash means in a quoted matcher differs by version. */
const escapeRegex = (text: string): string => text.replace(/[.+*?()|[\]{}^$\\]/g, (c) => (c === '^' || c === '\\' ? `\\${c}` : `[${c}]`));

/** A matcher as both the classic and the strict parser read it: the value always quoted. */
export const printMatcher = ({ label, is, values }: Matcher): string => {
  const [only = ''] = values;
  if (values.size === 1) return `${label}${is ? '=' : '!='}${quoted(only)}`;
  return `${label}${is ? '=~' : '!~'}${quoted([...values].map(escapeRegex).join('|'))}`;
};
