import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runShell, writeFiles } from './built-cli.ts';
import { baseFiles } from './memory-tree.ts';

/*
 * A session is a text file: what a person types, and what they see. Its lines are
 *   text           comments, until the first of the following
 *   estate base    start from test/fixtures/base
 *   file PATH      a file whose lines follow, indented by two spaces
 *   $ COMMAND      a shell line, followed by what is expected of it:
 *   exit N           its exit code, when it is not 0
 *   | TEXT           a line of its stdout
 *   ! TEXT           a line of its stderr
 * `<dir>` stands for the directory it runs in, `<version>` for Plimsoll's version. UPDATE_SESSIONS=1 writes what is seen.
 */

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

const marked = (mark: string, text: string, directory: string): readonly string[] => {
  if (text === '') return [];
  const shown = text.replaceAll(directory, '<dir>').replaceAll(version, '<version>');
  const lines = shown.replace(/\n$/, '').split('\n');
  return [...lines.map((line) => `${mark} ${line}`.trimEnd()), ...(shown.endsWith('\n') ? [] : [`${mark}<no line end>`])];
};

const runLine = async (line: string, directory: string): Promise<readonly string[]> => {
  const { stdout, stderr, exitCode } = await runShell(line.replaceAll('<dir>', directory), directory);
  return [...(exitCode === 0 ? [] : [`exit ${exitCode}`]), ...marked('|', stdout, directory), ...marked('!', stderr, directory)];
};

const isExpectation = (line: string): boolean => /^(exit \d+$|\||!)/.test(line);

/** The text of a session as it comes out when it is run. */
export const replay = async (session: string): Promise<string> => {
  const directory = mkdtempSync(join(tmpdir(), 'plimsoll-session-'));
  const lines = session.split('\n');
  const seen: string[] = [];
  try {
    for (let at = 0; at < lines.length; at += 1) {
      const line = lines[at] ?? '';
      if (isExpectation(line)) continue;
      seen.push(line);
      if (line === 'estate base') writeFiles(directory, baseFiles());
      if (line.startsWith('$ ')) seen.push(...(await runLine(line.slice(2), directory)));
      if (!line.startsWith('file ')) continue;
      const content: string[] = [];
      while (lines[at + 1]?.startsWith('  ')) content.push((lines[(at += 1)] ?? '').slice(2));
      seen.push(...content.map((one) => `  ${one}`));
      writeFiles(directory, { [line.slice(5)]: content.map((one) => `${one}\n`).join('') });
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
  return seen.join('\n');
};
