import type { ParseResult } from '../document.ts';
import { parseSubset } from './subset/parse-subset.ts';

/**
 * Reads a YAML file as data with places, and everything that is wrong with it. The `yaml` package is loaded only for a file that needs
 * it: one outside the subset that the one-pass reader knows, which includes every file with a mistake.
 */
export const parseYaml = async (file: string, text: string): Promise<ParseResult> => {
  const document = parseSubset(file, text);
  if (document !== undefined) return { document, diagnostics: [] };
  const { parseFull } = await import('./full/parse-full.ts');
  return parseFull(file, text);
};
