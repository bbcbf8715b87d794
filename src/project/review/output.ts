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

/** A line for each file, as sha256sum writes them. */
const manifestOf = (files: Files, { host }: TextContext): string =>
  [...files]
    .toSorted(([a], [b]) => compareText(a, b))
    .map(([path, text]) => `${host.digest(text)}  ${path}\n`)
    .join('');

/** What one emitter generates of both sides. Emission is a function of what the emitter sees: where that is the same, once is enough. */
export const compareEmitter = (name: string, { before, after }: ModelPair, context: TextContext): EmitterOutput => {
  const [old, now] = [seenBy(name, before), seenBy(name, after)];
  const emitting = { ...context, reuse: reusing() };
  const is = filesOf(now, name, emitting);
  const manifest = manifestOf(is, context);
  if (isSameData(old, now)) return { before: manifest, after: manifest };
  const was = filesOf(old, name, emitting);
  const change = generatedChange(name, was, is);
  return { before: manifestOf(was, context), after: manifest, ...(change === undefined ? {} : { change }) };
};
