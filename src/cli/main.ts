#!/usr/bin/env node
// Help and version answer before anything else is imported.
import { exitCodes } from './exit-codes.ts';

const argv = process.argv.slice(2);
const [first] = argv;

// A reader that has seen enough, such as `head`, ends the command quietly.
const leave = (error: NodeJS.ErrnoException): void => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(process.exitCode ?? exitCodes.fine);
};
process.stdout.on('error', leave);
process.stderr.on('error', leave);

if (first === '--version' || first === '-V') {
  const { packageVersion } = await import('../host/package.ts');
  process.stdout.write(`${packageVersion()}\n`);
} else if (first === undefined) {
  const { overallHelp } = await import('./help.ts');
  process.stderr.write(overallHelp());
  process.exitCode = exitCodes.usage;
} else if (argv.length === 1 && ['--help', '-h', 'help'].includes(first)) {
  const { overallHelp } = await import('./help.ts');
  process.stdout.write(overallHelp());
} else {
  const { main } = await import('./run.ts');
  process.exitCode = await main(argv);
}
