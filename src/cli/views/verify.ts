import type { VerifyRun } from '../../project/types.ts';
import { visible } from '../../diagnostics/render/visible.ts';
import { aligned, linesText } from '../text.ts';

const shownStatus = { passed: 'passed', failed: 'FAILED', skipped: 'SKIPPED' } as const;
const longestCommand = 60;

const shortened = (text: string): string => (text.length > longestCommand ? `${text.slice(0, longestCommand - 1)}…` : text);

const row = ({ environment, emitter, tool, args, status, reason }: VerifyRun): readonly string[] => [
  environment,
  emitter,
  shortened(visible([tool, ...args].join(' '))),
  reason === undefined ? shownStatus[status] : `${shownStatus[status]}: ${visible(reason)}`,
];

const total = (runs: readonly VerifyRun[]): string => {
  const count = (status: VerifyRun['status']) => runs.filter((run) => run.status === status).length;
  return `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`;
};

/** Every run of a tool on a line, then the count; what was skipped is never counted as passed. */
export const verifyText = (runs: readonly VerifyRun[]): string => {
  if (runs.length === 0) return 'No tool was run.\n';
  const untested = runs.every(({ status }) => status === 'skipped');
  return linesText([
    ...aligned(runs.map(row)),
    total(runs),
    ...(untested ? ['Nothing was verified: none of the tools is installed here.'] : []),
  ]);
};
