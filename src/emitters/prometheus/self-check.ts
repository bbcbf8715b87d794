import { checkExpression } from '../../promql/check.ts';
import type { NativeComplaint } from '../contract.ts';
import { checkYaml } from '../yaml-check.ts';
import { rulesSchema } from './schema/rules.ts';
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

const checkRules = async (text: string): Promise<readonly NativeComplaint[]> => {
  const { complaints, value, lineOf } = await checkYaml(text, rulesSchema);
  const wrong = expressionsIn(value).flatMap(({ path, text: expr }) =>
    problemsOf(expr).map((message): NativeComplaint => {
      const line = lineOf(path);
      return { message: `${message}: ${expr}`, ...(line === undefined ? {} : { line }) };
    }),
  );
  return [...complaints, ...wrong];
};

/** What promtool lets pass: keys and types by our own schema, and expressions that only fail when they run. */
export const selfCheck = async (path: string, text: string): Promise<readonly NativeComplaint[]> => {
  if (path.startsWith('rules/')) return checkRules(text);
  return path.startsWith('tests/') ? (await checkYaml(text, unitTestsSchema)).complaints : [];
};
