import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { gitCommit } from '../../../src/host/git-commit.ts';
import { nodeTree } from '../../../src/host/node-tree.ts';

const root = mkdtempSync(join(tmpdir(), 'plimsoll-git-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const git = (...args: readonly string[]) =>
  execFileSync('git', ['-c', 'user.name=ana', '-c', 'user.email=ana@example.com', '-c', 'core.quotePath=false', ...args], { cwd: root });

test('a commit has the files that the work tree has, and the same of them can be read', async () => {
  mkdirSync(join(root, 'checks'));
  writeFileSync(join(root, 'plimsoll.yaml'), 'estate: x\n');
  writeFileSync(join(root, 'checks/größe.yaml'), 'a: 1\n');
  symlinkSync('größe.yaml', join(root, 'checks/link.yaml'));
  for (const byte of [0xfe, 0xff])
    writeFileSync(Buffer.concat([Buffer.from(join(root, 'checks/b')), Buffer.from([byte]), Buffer.from('.yaml')]), 'b: 1\n');
  git('init', '-q');
  git('add', '-A');
  git('commit', '-qm', 'all');
  const commit = await gitCommit(root, 'HEAD');
  if (commit.kind === 'none') throw new Error(commit.why);
  const seen = ({ list, read }: ReturnType<typeof nodeTree>) =>
    [...new Set(list())].toSorted().map((path) => [path, read(path) && new TextDecoder().decode(read(path))]);
  expect(seen(commit.tree)).toEqual(seen(nodeTree(root)));
  expect(seen(commit.tree)).toEqual([
    ['checks/b\ufffd.yaml', undefined],
    ['checks/größe.yaml', 'a: 1\n'],
    ['checks/link.yaml', undefined],
    ['plimsoll.yaml', 'estate: x\n'],
  ]);
});
