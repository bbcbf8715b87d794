import { compareText } from '../../../base/compare.ts';
import { notEvaluated } from '../../../diagnostics/codes/plm058-not-evaluated.ts';
import type { Diagnostic } from '../../../diagnostics/diagnostic.ts';
import type { Bundle, BundleOutput, FileTree } from '../../../host/host.ts';
import type { EvaluatedDocument } from '../document.ts';
import { bundleDiagnostic } from './bundle-diagnostics.ts';
import { evaluateBundle, type Verdict } from './evaluate-bundle.ts';
import { typescriptLocator } from './locator.ts';
import { endingDiagnostic } from './report-diagnostics.ts';
import { openSources, type Sources } from './sources.ts';

export interface EvaluateRequest {
  readonly tree: FileTree;
  /** Definition files, relative to the tree. */
  readonly files: readonly string[];
  readonly bundle: Bundle;
}

/** What became of one definition file. */
export interface EvaluateResult {
  readonly document?: EvaluatedDocument;
  readonly diagnostics: readonly Diagnostic[];
}

const resultOf = (file: string, verdict: Verdict, sources: Sources): EvaluateResult => {
  const locator = typescriptLocator(file, sources.syntaxOf);
  if (verdict.kind === 'not-evaluated') return { diagnostics: [notEvaluated({}, { file, start: 0, end: 0 })] };
  if (verdict.kind === 'report' && verdict.report.status === 'loaded')
    return { document: { ...locator, builder: verdict.report.builder, value: verdict.report.value }, diagnostics: [] };
  const found = endingDiagnostic(verdict, { file, locator, sources });
  return { diagnostics: found === undefined ? [] : [found] };
};

/** The findings of the bundle under the first entry each stands in the way of, so that one mistake is reported once. */
const bundleResults = ({ problems }: BundleOutput): ReadonlyMap<string, readonly Diagnostic[]> => {
  const results = new Map<string, Diagnostic[]>();
  for (const problem of problems) {
    const [first = problem.file] = problem.entries;
    results.set(first, [...(results.get(first) ?? []), bundleDiagnostic(problem)]);
  }
  return results;
};

/**
 * Evaluates TypeScript definition files in a sandbox and returns, for each, the data it defines and what is wrong with it.
 * Nothing of the estate runs outside the sandbox. A file without document and diagnostics imports one that has them.
 */
export const evaluateTypescript = async (request: EvaluateRequest): Promise<ReadonlyMap<string, EvaluateResult>> => {
  const entries = [...new Set(request.files)].sort(compareText);
  const runtime = new URL(import.meta.url.endsWith('.ts') ? './realm/harness.ts' : './realm/harness.js', import.meta.url);
  const output = await request.bundle.bundle({ tree: request.tree, entries, runtime });
  const verdicts = await evaluateBundle(output, request.bundle);
  const fromBundle = bundleResults(output);
  const sources = openSources(request.tree, output);
  return new Map(
    entries.map((file): [string, EvaluateResult] => {
      const verdict = verdicts.get(file);
      return [file, verdict === undefined ? { diagnostics: fromBundle.get(file) ?? [] } : resultOf(file, verdict, sources)];
    }),
  );
};
