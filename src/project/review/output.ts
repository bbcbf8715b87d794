import { compareText } from '../../base/compare.ts';
import { type Reuse, reusing } from '../../base/reuse.ts';
import { isSameData } from '../../base/same-data.ts';
import type { Model } from '../../model/model.ts';
import type { GeneratedChange } from '../../review/document.ts';
import { emittersFor, emitTexts, type TextContext } from '../emit.ts';
import { type Files, generatedChange } from './generated.ts';

/** One environment on both sides. */
export interface ModelPair {
  readonly before: Model;
  readonly after: Model;
}

/** What one emitter generates: a line for each file of a side, and how the files differ. */
export interface EmitterOutput {
  readonly before: string;
  readonly after: string;
  readonly change?: GeneratedChange;
}

/** The model without what an emitter does not get to see, so that nothing of that can show in its files. */
const seenBy = (emitter: string, model: Model): Model => {
  const own = model.targets[emitter];
  return { ...model, targets: own === undefined ? {} : { [emitter]: own }, policy: undefined, ignores: undefined };
};

const filesOf = (model: Model, name: string, context: TextContext & { readonly reuse: Reuse }): Files =>
  new Map(
    emittersFor(model, name).flatMap((emitter) =>
      [...emitTexts(emitter, model, context)].map(({ path, text, mode }): [string, string] => [
        `${name}/${path}`,
        `${mode === 0o755 ? '#!\n' : ''}${text}`,
      ]),
    ),
  );

type Digests = ReadonlyMap<string, string>;

/** Digests of files; those of `known` stand for files that are the same there. */
const digestsOf = (files: Files, { host }: TextContext, known?: { readonly files: Files; readonly digests: Digests }): Digests => {
  const digestOf = (path: string, text: string): string =>
    (known?.files.get(path) === text ? known.digests.get(path) : undefined) ?? host.digest(text);
  return new Map([...files].map(([path, text]) => [path, digestOf(path, text)]));
};

/** A line for each file, as sha256sum writes them. */
const manifestOf = (digests: Digests): string =>
  [...digests]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([path, digest]) => `${digest}  ${path}\n`)
    .join('');

/** One emitter's files of the base, before those of the head are needed. */
export interface BegunOutput {
  readonly emitter: string;
  readonly seen: Model;
  readonly files: Files;
  readonly emitting: TextContext & { readonly reuse: Reuse };
}

export const beginOutput = (emitter: string, before: Model, context: TextContext): BegunOutput => {
  const emitting = { ...context, reuse: reusing() };
  const seen = seenBy(emitter, before);
  return { emitter, seen, files: filesOf(seen, emitter, emitting), emitting };
};

/** What one emitter generates of both sides. Emission is a function of what the emitter sees: where that is the same, once is enough. */
export const endOutput = ({ emitter, seen, files: was, emitting }: BegunOutput, after: Model): EmitterOutput => {
  const now = seenBy(emitter, after);
  const digests = digestsOf(was, emitting);
  const manifest = manifestOf(digests);
  if (isSameData(seen, now)) return { before: manifest, after: manifest };
  const is = filesOf(now, emitter, emitting);
  const change = generatedChange(emitter, was, is);
  return {
    before: manifest,
    after: manifestOf(digestsOf(is, emitting, { files: was, digests })),
    ...(change === undefined ? {} : { change }),
  };
};
