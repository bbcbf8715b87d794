import { mkdirSync } from 'node:fs';
import { execa } from 'execa';
import type { Files } from './memory-tree.ts';
import { writeFiles } from './built-cli.ts';

/** Runs git where somebody works, as `kim`, with no other settings than these. */
export type Git = (...args: readonly string[]) => Promise<string>;

export const gitIn =
  (directory: string, home: string): Git =>
  async (...args) => {
    const identity = ['-c', 'user.name=kim', '-c', 'user.email=kim@example.com'];
    return (await execa('git', [...identity, ...args], { cwd: directory, env: { HOME: home, GIT_CONFIG_NOSYSTEM: '1' } })).stdout;
  };

/** Makes `directory` a repository whose `main` holds `files`, and pushes it to a bare one at `origin`. */
export const beginRepository = async (directory: string, origin: string, { git, files }: { git: Git; files: Files }): Promise<void> => {
  mkdirSync(directory);
  writeFiles(directory, files);
  await git('init', '-q', '--bare', '-b', 'main', origin);
  await git('init', '-q', '-b', 'main');
  await git('remote', 'add', 'origin', `file://${origin}`);
  await git('add', '-A');
  await git('commit', '-qm', 'monitors');
  await git('push', '-q', 'origin', 'main');
};
