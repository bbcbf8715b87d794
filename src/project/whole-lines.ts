import type { Compilation } from '../compiler/compile.ts';
import type { Emitter } from '../emitters/contract.ts';
import type { Model } from '../model/model.ts';
import { hasErrors, type ProjectContext } from './context.ts';
import { emitArtifacts } from './emit.ts';

interface Filled {
  readonly template: string;
  readonly first: number;
  readonly last: number;
}

const linesBefore = (text: string, end: number): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
};

const filledIn = (text: string, rendered: ReadonlyMap<string, string>): readonly Filled[] =>
  [...rendered].flatMap(([output, template]) => {
    const at = text.indexOf(output);
    if (at < 0 || output === '') return [];
    const body = output.endsWith('\n') ? output.length - 1 : output.length;
    return [{ template, first: linesBefore(text, at) + 1, last: linesBefore(text, at + body) + 1 }];
  });

/** The template that a line of an artifact was filled from, the innermost where one stands in another. */
export type TemplateOf = (path: string, line: number) => string | undefined;

/** Generates once more, to see which templates the files of an emitter are made from. */
export const templatesOf = (emitter: Emitter, model: Model, context: ProjectContext, compilation: Compilation): TemplateOf => {
  const rendered = new Map<string, string>();
  const artifacts = new Map<string, readonly Filled[]>();
  const unheard = () => undefined;
  if (hasErrors(compilation.diagnostics)) return unheard;
  const emission = {
    context,
    compilation,
    report: unheard,
    sawCheck: unheard,
    sawParity: unheard,
    sawRender: (template: string, text: string) => void rendered.set(text, template),
    sawArtifact: ({ path, text }: { readonly path: string; readonly text: string }) => void artifacts.set(path, filledIn(text, rendered)),
  };
  for (const artifact of emitArtifacts(emitter, model, emission)) void artifact;
  return (path, line) =>
    artifacts
      .get(path)
      ?.filter(({ first, last }) => first <= line && line <= last)
      .toSorted((a, b) => a.last - a.first - (b.last - b.first))[0]?.template;
};
