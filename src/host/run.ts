import type { RunOptions, RunResult } from './host.ts';

/** Runs an argv without a shell; a missing executable and a timeout are results, not exceptions. */
export const run = async (argv: readonly string[], options: RunOptions = {}): Promise<RunResult> => {
  const { execa } = await import('execa');
  const [file = '', ...args] = argv;
  const result = await execa(file, args, {
    reject: false,
    stripFinalNewline: false,
    timeout: options.timeoutMs ?? 120_000,
    env: { LC_ALL: 'C' },
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.input === undefined ? { stdin: 'ignore' as const } : { input: options.input }),
  });
  const status = result.timedOut ? 'timeout' : result.exitCode === undefined ? 'missing' : 'exited';
  return { status, exitCode: result.exitCode ?? -1, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
};
