import { suggest } from '../base/suggest.ts';
import type { Host } from '../host/host.ts';
import type { CodeExplanation, UnknownExplanation } from './types.ts';

/** Pages come with the package, beside `dist`. */
const pathOf = (code: string): string => decodeURIComponent(new URL(`../../docs/diagnostics/${code}.md`, import.meta.url).pathname);

/** The page of a diagnostic code, offline. */
export const explainCode = async (host: Host, code: string): Promise<CodeExplanation | UnknownExplanation> => {
  const text = /^PLM\d{3}$/.test(code) ? host.readText(pathOf(code)) : undefined;
  if (text !== undefined) return { kind: 'code', code, text };
  const { codes } = await import('../diagnostics/registry.ts');
  return {
    kind: 'unknown',
    query: code,
    suggestions: suggest(
      code,
      codes.map((known) => known.code),
    ),
  };
};
