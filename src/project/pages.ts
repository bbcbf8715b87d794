import type { Host } from '../host/host.ts';
import { packageRoot } from '../host/package.ts';
import type { CodeExplanation, UnknownExplanation } from './explain-types.ts';

/** The page of a diagnostic code such as `PLM301`; it comes with the package, beside `dist`. */
export const explainCode = (host: Pick<Host, 'readText'>, query: string): CodeExplanation | UnknownExplanation => {
  const code = query.toUpperCase();
  const text = /^PLM\d{3}$/.test(code) ? host.readText(`${packageRoot}docs/diagnostics/${code}.md`) : undefined;
  return text === undefined ? { kind: 'unknown', query, suggestions: [] } : { kind: 'code', code, text };
};
