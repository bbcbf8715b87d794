import { type ExitCode, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';
import { packageVersion } from '../host/package.ts';

const reasonOf = (error: unknown): string => (error instanceof Error ? `${error.name}: ${error.message}` : String(error));

/** The place in Plimsoll's own code where it happened: enough to find it, without the machine's paths. */
const whereOf = (error: unknown): string => {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n') : [];
  const own = frames.flatMap((frame) => /(?:src|dist)\/([^()]+\.[jt]s:\d+:\d+)/.exec(frame)?.[1] ?? []);
  return own.slice(0, 3).join(' < ') || 'unknown';
};

const isEnvironmental = (error: unknown): error is NodeJS.ErrnoException =>
  error instanceof Error && 'code' in error && 'syscall' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);

/** Files that cannot be written, disks that are full: not Plimsoll's mistake, and the system's words say it best. */
const environmental = (error: NodeJS.ErrnoException, terminal: Terminal): ExitCode => {
  terminal.err(`plimsoll: the system refused: ${error.message}\n`);
  return exitCodes.usage;
};

/** Reports what should not have happened, with what is worth pasting into a report. */
export const crash = async (error: unknown, argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const debug = (process.env['PLIMSOLL_DEBUG'] ?? '') !== '';
  const stack = debug && error instanceof Error ? `${error.stack ?? ''}\n` : '';
  if (isEnvironmental(error)) {
    terminal.err(stack);
    return environmental(error, terminal);
  }
  const [{ internalError }, { renderHuman }, { visible }] = await Promise.all([
    import('../diagnostics/codes/plm901-internal-error.ts'),
    import('../diagnostics/render/human.ts'),
    import('../diagnostics/render/visible.ts'),
  ]);
  const paste = [
    `  plimsoll ${packageVersion()}, Node ${process.version}, ${process.platform} ${process.arch}`,
    `  command: plimsoll ${visible(argv.join(' '))}`,
    `  where:   ${whereOf(error)}`,
    ...(debug ? [] : ['  Set PLIMSOLL_DEBUG=1 and run it again for the stack trace.']),
  ];
  const report = renderHuman([internalError({ what: reasonOf(error).split('\n')[0] ?? '' })], new Map(), { color: terminal.errColor });
  terminal.err(`${report}\n${paste.join('\n')}\n${stack}`);
  return exitCodes.internal;
};
