import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const folders = [...new Set([...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/bin', '/sbin', '/bin'])];

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** The full path of an executable, also looked for where Debian keeps daemons; undefined when it is not installed. */
export const findTool = (name: string): string | undefined => folders.map((folder) => join(folder, name)).find(isExecutable);

/** The full path of an executable that the suite has already been found to have; see {@link describeWith}. */
export const tool = (name: string): string => {
  const found = findTool(name);
  if (found === undefined) throw new Error(`${name} is not installed; wrap the suite in describeWith`);
  return found;
};

/**
 * A suite that needs real tools. Where one is missing it is skipped, with the reason in its name; with `PLIMSOLL_E2E=required`
 * it fails instead.
 */
export const describeWith = (tools: readonly string[], name: string, suite: () => void): void => {
  const missing = tools.filter((each) => findTool(each) === undefined);
  if (missing.length === 0) {
    describe(name, suite);
    return;
  }
  const reason = `${missing.join(', ')} not installed (scripts/install-daemons.sh)`;
  if (process.env['PLIMSOLL_E2E'] === 'required') {
    test(`${name}: needs its tools`, () => {
      expect.fail(reason);
    });
    return;
  }
  describe.skip(`${name} [skipped: ${reason}]`, suite);
};
