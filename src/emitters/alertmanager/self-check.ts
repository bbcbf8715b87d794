import type { NativeComplaint } from '../contract.ts';
import { checkYaml } from '../yaml-check.ts';
import { complaintsAboutRoutes } from './route-check.ts';
import { configSchema } from './schema/config.ts';

/** What amtool lets pass: keys and types by our own schema, routes nothing can reach, receivers nothing leads to. */
export const selfCheck = async (_path: string, text: string): Promise<readonly NativeComplaint[]> => {
  const { complaints, value, lineOf } = await checkYaml(text, configSchema);
  if (complaints.length > 0) return complaints;
  return complaintsAboutRoutes(value).map(({ path, message }) => {
    const line = lineOf(path);
    return { message, ...(line === undefined ? {} : { line }) };
  });
};
