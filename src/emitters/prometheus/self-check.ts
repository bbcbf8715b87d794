import { checkExpression } from '../../promql/check.ts';
import type { NativeComplaint } from '../contract.ts';
import { checkYaml, type JsonSchema } from '../yaml-check.ts';
import { bytesOf, operatorBytes } from './objects.ts';
import { isNamespaceFile, isObjectFile, isRuleFile, isTestFile } from './paths.ts';
import { objectSchema } from './schema/objects.ts';
import { namespaceSchema, rulesSchema } from './schema/rules.ts';
import { unitTestsSchema } from './schema/unit-tests.ts';

type Path = readonly (string | number)[];

/** Every `expr` of a rule file, with its path. */
const expressionsIn = (value: unknown, path: Path = []): readonly { readonly path: Path; readonly text: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    return key === 'expr' && typeof inner === 'string' ? [{ path: here, text: inner }] : expressionsIn(inner, here);
  });
};

/** Prometheus loads a rule that gives a range or a string, and fails each time it evaluates it. */
const problemsOf = (text: string): readonly string[] => {
  const { problems, type } = checkExpression(text);
  const wrongType = type === 'instant vector' || type === 'scalar' ? [] : [`a rule cannot give a ${type}`];
  return [...problems.map(({ message }) => message), ...wrongType];
};

/** The operator's list of groups is keyed by name, and every ruler keeps state by it. */
const repeatedNames = (value: unknown): readonly { readonly path: Path; readonly name: string }[] => {
  const seen = new Set<string>();
  return namesIn(value).filter(({ name }) => seen.size === seen.add(name).size);
};

const namesIn = (value: unknown, path: Path = []): readonly { readonly path: Path; readonly name: string }[] => {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    if (key === 'groups' && Array.isArray(inner)) return inner.flatMap((group: unknown, i) => nameOf(group, [...path, key, i, 'name']));
    return key === 'spec' ? namesIn(inner, [...path, key]) : [];
  });
};

const nameOf = (group: unknown, path: Path): readonly { readonly path: Path; readonly name: string }[] =>
  typeof group === 'object' && group !== null && 'name' in group && typeof group.name === 'string' ? [{ path, name: group.name }] : [];

const checkRules = async (text: string, schema: JsonSchema): Promise<readonly NativeComplaint[]> => {
  const { complaints, value, lineOf } = await checkYaml(text, schema);
  const at = (path: Path, message: string): NativeComplaint => {
    const line = lineOf(path);
    return { message, ...(line === undefined ? {} : { line }) };
  };
  return [
    ...complaints,
    ...expressionsIn(value).flatMap(({ path, text: expr }) => problemsOf(expr).map((message) => at(path, `${message}: ${expr}`))),
    ...repeatedNames(value).map(({ path, name }) => at(path, `a second group \`${name}\``)),
  ];
};

const tooLarge = (text: string): readonly NativeComplaint[] => {
  const bytes = bytesOf(text);
  return bytes > operatorBytes ? [{ message: `an object of ${bytes} bytes, and the operator takes ${operatorBytes}` }] : [];
};

/** What promtool lets pass, or does not read: keys and types by our own schema, and expressions that only fail when they run. */
export const selfCheck = async (path: string, text: string): Promise<readonly NativeComplaint[]> => {
  if (isRuleFile(path)) return checkRules(text, rulesSchema);
  if (isNamespaceFile(path)) return checkRules(text, namespaceSchema);
  if (isObjectFile(path)) return [...tooLarge(text), ...(await checkRules(text, objectSchema))];
  return isTestFile(path) ? (await checkYaml(text, unitTestsSchema)).complaints : [];
};
