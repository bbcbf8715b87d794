import type { NativeComplaint } from './contract.ts';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** A parsed file and where its values are. */
export interface CheckedYaml {
  readonly complaints: readonly NativeComplaint[];
  readonly value: unknown;
  /** The line, from 1, on which the value at a path begins. */
  readonly lineOf: (path: readonly (string | number)[]) => number | undefined;
}

const pointer = (text: string): readonly string[] =>
  text
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

/**
 * Reads a generated YAML file as the daemon would and holds it against a schema of the daemon's format. Parser and validator are
 * loaded here, not at start-up: only a verification needs them.
 */
export const checkYaml = async (text: string, schema: JsonSchema): Promise<CheckedYaml> => {
  const [{ isNode, LineCounter, parseDocument }, { Ajv }] = await Promise.all([import('yaml'), import('ajv')]);
  const lines = new LineCounter();
  const document = parseDocument(text, { version: '1.1', lineCounter: lines, strict: true, uniqueKeys: true });
  const lineAt = (offset: number | undefined): number | undefined => (offset === undefined ? undefined : lines.linePos(offset).line);
  const lineOf = (path: readonly (string | number)[]): number | undefined => {
    const node = document.getIn(path, true);
    return isNode(node) ? lineAt(node.range?.[0]) : undefined;
  };
  const complaint = (message: string, line: number | undefined): NativeComplaint => ({ message, ...(line === undefined ? {} : { line }) });
  const errors = [...document.errors, ...document.warnings].map(({ message, pos }) =>
    complaint(message.split('\n')[0] ?? message, lineAt(pos[0])),
  );
  const value: unknown = document.toJS();
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(schema);
  if (validate(value)) return { complaints: errors, value, lineOf };
  const found = (validate.errors ?? []).map(({ instancePath, message = '', params }) => {
    const extra = 'additionalProperty' in params ? ` (\`${String(params['additionalProperty'])}\`)` : '';
    return complaint(`${instancePath === '' ? 'the file' : instancePath} ${message}${extra}`, lineOf(pointer(instancePath)));
  });
  return { complaints: [...errors, ...found], value, lineOf };
};
