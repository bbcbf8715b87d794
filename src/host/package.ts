import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The directory of the package itself, where its templates and documents are; ends in `/`. */
export const packageRoot = fileURLToPath(new URL('../../', import.meta.url));

/** The version of Plimsoll. */
export const packageVersion = (): string => {
  const description: unknown = JSON.parse(readFileSync(`${packageRoot}package.json`, 'utf8'));
  const isDescription = typeof description === 'object' && description !== null && 'version' in description;
  return isDescription ? String(description.version) : '0.0.0';
};
