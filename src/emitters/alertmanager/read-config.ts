/** A configuration read back, of which nothing is known but that it is YAML. */
export type Read = Readonly<Record<string, unknown>>;

export type Path = readonly (string | number)[];

export interface Finding {
  readonly path: Path;
  readonly message: string;
}

export const isMap = (value: unknown): value is Read => typeof value === 'object' && value !== null && !Array.isArray(value);
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const textsOf = (value: unknown): readonly string[] => listOf(value).filter((one): one is string => typeof one === 'string');

const anchored = (pattern: string): RegExp | undefined => {
  try {
    return new RegExp(`^(?:${pattern})$`, 'u');
  } catch {
    return undefined;
  }
};

/** Does a matcher, as the file has it, take an alert that lacks the label? */
const takesMissing = (operator: string, value: string): boolean => {
  switch (operator) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return anchored(value)?.test('') ?? true;
    default:
      return !(anchored(value)?.test('') ?? false);
  }
};

/** Labels that an alert must have to match all of `matchers`. */
export const requiredLabels = (matchers: readonly string[]): ReadonlySet<string> =>
  new Set(
    matchers.flatMap((text) => {
      const [, label = '', operator = '', value = ''] = /^([a-zA-Z_]\w*)(=~|!~|!=|=)"(.*)"$/s.exec(text) ?? [];
      return label === '' || takesMissing(operator, value) ? [] : [label];
    }),
  );
