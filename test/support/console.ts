import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell, writeFiles } from './built-cli.ts';
import { overlay } from './diagnose.ts';
import type { Block } from './markdown-blocks.ts';

/** Runs the `$ ` lines of console blocks in the base estate with the other blocks laid over it; everything that was printed. */
export const runConsole = async (blocks: readonly Block[]): Promise<string> => {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-console-'));
  try {
    writeFiles(directory, overlay(blocks));
    let printed = '';
    for (const line of blocks.filter(({ language }) => language === 'console').flatMap(({ text }) => text.split('\n'))) {
      if (!line.startsWith('$ ')) continue;
      const { stdout, stderr } = await runShell(line.slice(2), directory);
      printed += stdout + stderr;
    }
    return printed;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
};
