import type { Host } from '../host/host.ts';
import type { CodeExplanation, UnknownExplanation } from './types.ts';

/** Pages come with the package, beside `dist`. */
const pathOf = (code: string): string => decodeURIComponent(new URL(`../../docs/diagnostics/${code}.md`, import.meta.url).pathname);

/** The page of a diagnostic code, offline. */
export const explainCode = (host: Host, code: string): CodeExplanation | UnknownExplanation => {
  const text = /^PLM\d{3}$/.test(code) ? host.readText(pathOf(code)) : undefined;
  if (text !== undefined) return { kind: 'code', code, text };
  return { kind: 'unknown', query: code, suggestions: [] };
};
