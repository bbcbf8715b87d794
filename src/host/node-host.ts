import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readDirectory, stage } from './directory.ts';
import { gitCommit } from './git-commit.ts';
import type { Host } from './host.ts';
import { httpWith } from './http.ts';
import { lookAt } from './look-at.ts';
import { nodeTree } from './node-tree.ts';
import { run } from './run.ts';
import { threadsWith } from './thread.ts';

const withTemporaryDirectory = async <T>(use: (directory: string) => Promise<T>): Promise<T> => {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-'));
  // A daemon that drops its privileges must be able to read what it is given.
  chmodSync(directory, 0o755);
  try {
    return await use(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};

/** Node starts all of OpenSSL for it, so only who asks for a digest does. */
const sha256 = (text: string): string =>
  `sha256:${process.getBuiltinModule('node:crypto').createHash('sha256').update(text, 'utf8').digest('hex')}`;

/** The world as it is. */
export const nodeHost = (): Host => ({
  tree: nodeTree,
  commit: gitCommit,
  digest: sha256,
  today: () => new Date().toISOString().slice(0, 10),
  http: httpWith(1000),
  startThread: threadsWith(),
  run,
  stage,
  readDirectory,
  makeWritable: (directories) => {
    for (const directory of directories) {
      mkdirSync(directory, { recursive: true });
      chmodSync(directory, 0o777);
    }
  },
  readText: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined),
  lookAt,
  writeText: (path, text) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  },
  withTemporaryDirectory,
});
