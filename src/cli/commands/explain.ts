import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Explanation } from '../../project/explain-types.ts';
import { type Command, type Invocation, optionText } from '../command.ts';
import { withEstate } from '../estate.ts';
import { fromRoot, prefixFrom } from '../prefix.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { dataFormatOption, exitCodeOf, formatOf, hasErrors, reportFindings } from '../findings.ts';

const explainCode = async ({ terminal, ...invocation }: Invocation, query: string): Promise<ExitCode> => {
  const { explainCode: pageOf } = await import('../../project/pages.ts');
  const explanation = pageOf({ readText: (path) => (existsSync(path) ? readFileSync(path, 'utf8') : undefined) }, query);
  return show({ ...invocation, terminal }, explanation, '');
};

const show = async (invocation: Invocation, explanation: Explanation, prefix: string): Promise<ExitCode> => {
  const { terminal } = invocation;
  const unknown = explanation.kind === 'unknown' || explanation.kind === 'no-time';
  if (formatOf(invocation) === 'json') {
    const { printJson } = await import('../../diagnostics/render/json.ts');
    terminal.out(printJson({ version: 1, ...explanation }));
  } else {
    const { explanationText } = await import('../views/explanation.ts');
    (unknown ? terminal.err : terminal.out)(explanationText(explanation, prefix));
  }
  return unknown ? exitCodes.usage : exitCodes.fine;
};

/** A generated line, its file named as the estate does rather than from where the user stands. */
const lineQuery = ({ cwd }: Invocation, query: string, root: string): string => {
  const [, path, line] = /^(.+):(\d+)(?::\d+)?$/.exec(query) ?? [];
  return path === undefined || !existsSync(resolve(cwd, path)) ? query : `${fromRoot(path, { cwd, root })}:${line}`;
};

const explainInEstate = (invocation: Invocation, query: string) =>
  withEstate(invocation, async (estate) => {
    const [environment, at] = [optionText(invocation, 'env'), optionText(invocation, 'at')];
    const { diagnostics = [], ...explanation } = await estate.explain(lineQuery(invocation, query, estate.root), {
      ...(environment !== undefined && { environment }),
      ...(at !== undefined && { at }),
    });
    if (exitCodeOf(diagnostics) === exitCodes.usage) {
      await reportFindings(invocation, { diagnostics, sources: estate.sources, root: estate.root });
      return exitCodes.usage;
    }
    const code = await show(invocation, explanation, prefixFrom(process.cwd(), estate.root));
    if (hasErrors(diagnostics)) invocation.terminal.err('The estate has errors, so this may not be all; `plimsoll validate` shows them.\n');
    return code;
  });

const run = (invocation: Invocation): Promise<ExitCode> => {
  const { QUERY: query = '' } = invocation.arguments;
  return /^plm\d+$/i.test(query) ? explainCode(invocation, query.toUpperCase()) : explainInEstate(invocation, query);
};

export const explain: Command = {
  name: 'explain',
  summary: 'Explain a definition, a generated line or a diagnostic code',
  description:
    'For a definition: every effective value with each place that has a say in it, the commands and queries that will run, the route a page takes, what uses it, and every object generated from it. For a generated line: the definition behind it. For a code: its page.',
  arguments: [
    { name: 'QUERY', required: true, what: 'An id (`check:ID` when several kinds have it), FILE:LINE of a generated file, or a code' },
  ],
  options: [
    { flags: '--env NAME', what: 'Only in this environment' },
    { flags: '--at TIME', what: 'Who is told then: 2026-11-25T03:00 by the clocks of its hours, or with an offset' },
    dataFormatOption,
  ],
  examples: [
    { command: 'plimsoll explain offline-queue', what: 'what a check does, and why' },
    { command: 'plimsoll explain offline-queue --at 2026-11-25T03:00', what: 'who is woken then?' },
    { command: 'plimsoll explain generated/production/prometheus/rules/ops.yaml:42', what: 'who wrote this line?' },
    { command: 'plimsoll explain PLM301', what: 'the page of a diagnostic' },
  ],
  run,
};
