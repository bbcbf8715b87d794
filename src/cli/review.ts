import type { DiffResult, GateResult } from '../project/review-types.ts';
import type { Estate } from '../project/estate.ts';
import { type Invocation, type OptionSpec, optionText } from './command.ts';
import { reportFindings, withoutNotes } from './findings.ts';
import { prefixFrom } from './prefix.ts';
import { type ReviewFormat, reviewFormats } from './review-formats.ts';

/** Options of commands whose result is a review. */
export const reviewOptions: readonly OptionSpec[] = [
  { flags: '--link URL', what: 'Before the path of a file on the code host, for links to lines' },
  { flags: '--format FORMAT', what: 'How to print the review', choices: reviewFormats },
];

const formatOf = ({ options }: Invocation): ReviewFormat => reviewFormats.find((format) => format === options['format']) ?? 'human';

/** Prints a review on stdout, in the format that was asked for; what stands in its way goes to stderr. */
export const reportReview = async (invocation: Invocation, estate: Estate, result: DiffResult & Partial<GateResult>): Promise<void> => {
  const { document, decisions, diagnostics } = result;
  const human = { ...invocation, options: { ...invocation.options, format: 'human' } };
  await reportFindings(human, { diagnostics: withoutNotes(diagnostics), sources: estate.sources, root: estate.root });
  if (document === undefined) return;
  const { reviewText } = await import('./views/review.ts');
  const link = optionText(invocation, 'link');
  const prefix = prefixFrom(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), estate.root);
  const decided = decisions === undefined || decisions.length === 0 ? {} : { decisions };
  invocation.terminal.out(reviewText({ document, prefix, ...decided, ...(link === undefined ? {} : { link }) }, formatOf(invocation)));
};
