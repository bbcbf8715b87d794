import { randomBytes } from 'node:crypto';
import { chmodSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a killed writer has left. */
const sweep = (directory: string, prefix: string): void => {
  for (const entry of readdirSync(directory)) {
    if (!entry.startsWith(prefix)) continue;
    const path = join(directory, entry);
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs < new Date().getTime() - 600_000) rmSync(path, { force: true });
  }
};

/**
 * Replaces a drop file; values that are not finite are left out.
 *
 * writeDropFile('/var/lib/plimsoll/drop', 'offline-tasks', { offline_queue_depth: 1200 });
 */
export const writeDropFile = (directory: string, name: string, values: Readonly<Record<string, number>>): void => {
  const lines = Object.entries(values).flatMap(([key, value]) => (Number.isFinite(value) ? [`${key} ${value}\n`] : []));
  sweep(directory, `.${name}.drop.`);
  // In the same directory, so that the rename below is one step.
  const temporary = join(directory, `.${name}.drop.${randomBytes(8).toString('hex')}`);
  try {
    writeFileSync(temporary, lines.join(''), { flag: 'wx' });
    chmodSync(temporary, 0o640);
    renameSync(temporary, join(directory, `${name}.drop`));
  } finally {
    rmSync(temporary, { force: true });
  }
};
