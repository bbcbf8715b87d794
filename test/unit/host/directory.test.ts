import { lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stage } from '../../../src/host/directory.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'plimsoll-directory-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const file = (text: string) => [{ path: 'a/b.cfg', text, mode: 0o644 as const }];

test('a link to a directory stays a link, and what it leads to is replaced', () => {
  mkdirSync(join(root, 'elsewhere', 'real'), { recursive: true });
  symlinkSync(join('elsewhere', 'real'), join(root, 'link'));
  stage(join(root, 'link'), file('one')).commit();
  expect(lstatSync(join(root, 'link')).isSymbolicLink()).toBe(true);
  expect(readFileSync(join(root, 'elsewhere', 'real', 'a', 'b.cfg'), 'utf8')).toBe('one');
  expect(stage(join(root, 'link'), file('one')).stale).toEqual([]);
});

test('a build removes what killed builds have left behind, and nothing that may still be in use', () => {
  for (const name of ['.plimsoll-abc123', '.plimsoll-abc123.old', '.plimsoll-young1', '.plimsoll-notes', 'plimsoll-abc123']) {
    mkdirSync(join(root, name, 'inside'), { recursive: true });
    if (name !== '.plimsoll-young1') utimesSync(join(root, name), 1, 1);
  }
  stage(join(root, 'generated'), file('one')).commit();
  expect(readdirSync(root).sort()).toEqual(['.plimsoll-notes', '.plimsoll-young1', 'generated', 'plimsoll-abc123']);
});
