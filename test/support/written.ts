import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll } from 'vitest';
import type { Emitter, NativeComplaint } from '../../src/emitters/contract.ts';
import { tool } from './tools.ts';

interface File {
  readonly path: string;
  readonly text: string;
}

/** Writes files into a fresh directory that is removed after the suite. */
export const write = (files: readonly File[]): string => {
  const directory = mkdtempSync(join(tmpdir(), 'plm-'));
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  return directory;
};

/** What the real tools say of an emitter's files, as `verify` would ask them. */
export const complaintsOf = async (emitter: Emitter, files: readonly File[], directory: string): Promise<readonly NativeComplaint[]> => {
  const found: NativeComplaint[] = [];
  for (const { tools, args, complaints } of emitter.nativeChecks(files.map(({ path }) => path))) {
    const {
      exitCode = 1,
      stdout,
      stderr,
    } = await execa(tool(tools[0] ?? ''), args, { cwd: directory, reject: false, env: { LC_ALL: 'C' } });
    found.push(...complaints({ status: 'exited', exitCode, stdout, stderr }));
  }
  return found;
};

/** What our own checks say of them. */
export const ownComplaints = async (emitter: Emitter, files: readonly File[]): Promise<readonly NativeComplaint[]> =>
  (await Promise.all(files.map(async ({ path, text }) => (await emitter.selfCheck(path, text)).map((one) => ({ ...one, path }))))).flat();
