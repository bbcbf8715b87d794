import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceTexts } from '../diagnostics/span.ts';
import { unreachable } from '../base/invariant.ts';
import type { Invocation, OptionSpec } from './command.ts';
import { prefixFrom } from './prefix.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { packageVersion } from '../host/package.ts';

export const formats = ['human', 'json', 'github', 'sarif'] as const;
export type Format = (typeof formats)[number];

const formatOption: OptionSpec = { flags: '--format FORMAT', what: 'How to print the result', choices: formats };
/** `--format` of commands whose result is something else. */
export const dataFormatOption: OptionSpec = { flags: '--format FORMAT', what: 'How to print the result', choices: ['human', 'json'] };

/** What a build leaves to a daemon to say in its own way is counted, unless somebody wants to read it all. */
const notesOption: OptionSpec = { flags: '--notes', what: 'Print notes in full, rather than their number' };

/** Options of commands whose result is findings. */
export const findingsOptions: readonly OptionSpec[] = [notesOption, formatOption];

const wantsNotes = ({ options }: Invocation): boolean => options['notes'] === true;

export const formatOf = ({ options }: Invocation): Format => formats.find((format) => format === options['format']) ?? 'human';

export interface Report {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: SourceTexts;
  readonly root: string;
  /** What the JSON document carries besides the findings. */
  readonly more?: Readonly<Record<string, unknown>>;
  /** True where findings are what was asked for; elsewhere people get them beside the result, on stderr. */
  readonly isResult?: boolean;
}

/** Leads from the repository, as a CI service sees it, to the estate. */
const repositoryPrefix = (root: string): string => prefixFrom(process.env['GITHUB_WORKSPACE'] ?? process.cwd(), root);

const json = async ({ diagnostics, sources, more }: Report): Promise<string> => {
  const { jsonDocument, printJson } = await import('../diagnostics/render/json.ts');
  return printJson({ ...jsonDocument(diagnostics, sources), ...more });
};

const human = async (invocation: Invocation, { diagnostics, sources, root, isResult = false }: Report): Promise<void> => {
  const { renderHuman } = await import('../diagnostics/render/human.ts');
  const { terminal } = invocation;
  const color = isResult ? terminal.outColor : terminal.errColor;
  const countNotes = !wantsNotes(invocation);
  const text = renderHuman(diagnostics, sources, { color, prefix: prefixFrom(process.cwd(), root), countNotes });
  (isResult ? terminal.out : terminal.err)(text);
};

/** Prints findings in the format that was asked for. */
export const reportFindings = async (invocation: Invocation, report: Report): Promise<void> => {
  const { out } = invocation.terminal;
  const { diagnostics, sources, root } = report;
  const format = formatOf(invocation);
  switch (format) {
    case 'human':
      return human(invocation, report);
    case 'json':
      return out(await json(report));
    case 'github': {
      const { renderGithub } = await import('../diagnostics/render/github.ts');
      return out(renderGithub(wantsNotes(invocation) ? diagnostics : withoutNotes(diagnostics), sources, repositoryPrefix(root)));
    }
    case 'sarif': {
      const { renderSarif } = await import('../diagnostics/render/sarif.ts');
      return out(renderSarif(diagnostics, sources, { version: packageVersion(), prefix: repositoryPrefix(root) }));
    }
    default:
      return unreachable(format);
  }
};

/** Findings about the command line rather than the definitions. */
const usageCodes = new Set(['PLM001', 'PLM017', 'PLM018', 'PLM019', 'PLM462']);

export const exitCodeOf = (diagnostics: readonly Diagnostic[]): ExitCode => {
  if (diagnostics.some(({ code }) => usageCodes.has(code))) return exitCodes.usage;
  return hasErrors(diagnostics) ? exitCodes.findings : exitCodes.fine;
};

/** Findings that somebody has to act on, or at least decide about. */
export const withoutNotes = (diagnostics: readonly Diagnostic[]): readonly Diagnostic[] =>
  diagnostics.filter(({ severity }) => severity !== 'info');

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(({ severity }) => severity === 'error');
