import { compareText } from '../../base/compare.ts';
import type { EnvironmentReview, GeneratedChange } from '../../review/document.ts';
import type { ProjectContext } from '../context.ts';
import { emitArtifacts, emittersFor } from '../emit.ts';
import { type Files, generatedChange } from './generated.ts';
import type { Source, Sources } from './source.ts';

const filesOf = (name: string, { model, compilation }: Source, context: ProjectContext): Files => {
  const unheard = () => undefined;
  const emission = { context, compilation, report: unheard, sawCheck: unheard, sawParity: unheard };
  return new Map(
    emittersFor(model, name).flatMap((emitter) =>
      [...emitArtifacts(emitter, model, emission)].map(({ path, text, mode }): [string, string] => [
        `${name}/${path}`,
        `${mode === 0o755 ? '#!\n' : ''}${text}`,
      ]),
    ),
  );
};

/** A line for each file, as sha256sum writes them. */
const manifestOf = (files: Files, { host }: ProjectContext): string =>
  [...files]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([path, text]) => `${host.digest(text)}  ${path}\n`)
    .join('');

/** What both sides generate: their digests, and how the files differ. One emitter at a time, so that no more than its files are held. */
export const outputOf = ({ before, after }: Sources, context: ProjectContext): Pick<EnvironmentReview, 'output' | 'generated'> => {
  const names = [...new Set([before, after].flatMap(({ model }) => emittersFor(model).map(({ name }) => name)))].toSorted(compareText);
  let [old, now] = ['', ''];
  const generated: GeneratedChange[] = [];
  for (const name of names) {
    const was = filesOf(name, before, context);
    const is = filesOf(name, after, context);
    old += manifestOf(was, context);
    now += manifestOf(is, context);
    const change = generatedChange(name, was, is);
    if (change !== undefined) generated.push(change);
  }
  return { output: { before: context.host.digest(old), after: context.host.digest(now) }, generated };
};
