// What `dist/bundle/main.js` has instead of `src/cli/run.ts`: it runs the rest of the command line from one script. `scripts/bundle.mjs`
// bundles this file; it is CommonJS then.
import { manifest } from '../src/cli/manifest.ts';
import { runScript } from './bundled-script.mjs';

/** In a longer run V8 forgets the code of what ran only at its start. In microseconds of the processor. */
const shortRun = 2_000_000;

/** Runs `argv`, and keeps the code of a command that went through. */
export const main = async (argv) => {
  const command = argv.find((word) => manifest.some(({ name }) => name === word));
  const { exports, keepCode } = runScript(command);
  const code = await exports.main(argv);
  const isWhole = code === 0 && command !== undefined && !argv.some((word) => ['help', '--help', '-h'].includes(word));
  if (isWhole && process.cpuUsage().user < shortRun) keepCode();
  return code;
};
