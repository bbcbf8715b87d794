// `npm test`: builds the tool, runs every test, and ends with `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const node = (args) => spawnSync(process.execPath, args, { stdio: 'inherit' });

const steps = [['scripts/registries.mjs'], ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], ['scripts/bundle.mjs']];
const built = steps.every((args) => node(args).status === 0);
if (!built) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-test-'));
const report = join(folder, 'report.json');
const args = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
];
const { status } = node(args);

const read = () => {
  try {
    return JSON.parse(readFileSync(report, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] };
  }
};
const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = read();
rmSync(folder, { recursive: true, force: true });

const skipped = testResults.flatMap((file) => file.assertionResults.filter((one) => one.status === 'pending' || one.status === 'skipped'));
if (skipped.length > 0) console.log(`\nSkipped for want of a daemon (scripts/install-daemons.sh installs them):`);
for (const { fullName } of skipped) console.log(`  ${fullName}`);
// A file that cannot be loaded has no failed test in it, yet it has failed.
const brokenFiles = testResults.filter(
  (file) => file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed'),
).length;
const failed = numFailedTests + brokenFiles + (status !== 0 && numFailedTests + brokenFiles === 0 ? 1 : 0);
console.log(`\n${numPassedTests} passed, ${failed} failed, ${numPendingTests + numTodoTests} skipped`);
process.exitCode = failed > 0 || numPassedTests === 0 ? 1 : 0;
