import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import { makeAnew } from '../../src/base/reuse.ts';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import type { Artifact, EmitContext, Emitter, Parity } from '../../src/emitters/contract.ts';
import { createMarks, type OriginBlock } from '../../src/emitters/origins.ts';
import type { Model, Origin } from '../../src/model/model.ts';

/** A finished artifact with the origins of its lines. */
export interface Emitted extends Artifact {
  readonly blocks: readonly OriginBlock[];
}

export interface EmitOutcome {
  readonly artifacts: readonly Emitted[];
  readonly diagnostics: readonly Diagnostic[];
  readonly parities: readonly Parity[];
  /** The text of one artifact; fails when there is none of that path. */
  readonly text: (path: string) => string;
}

/** The span of an origin in tests: the file is `kind/id`, the start 0. */
const locate = ({ kind, id, field }: Origin) => ({
  file: [kind, id, field].filter((part) => part !== undefined).join('#'),
  start: 0,
  end: 0,
});

/** Runs an emitter on a model with the repository's templates, as a build does. */
export const emitAll = (emitter: Emitter, model: Model, version = '0.0.0-test'): EmitOutcome => {
  const marks = createMarks();
  const diagnostics: Diagnostic[] = [];
  const parities: Parity[] = [];
  const template = (name: string) => readFileSync(new URL(`../../templates/${emitter.name}/${name}.hbs`, import.meta.url), 'utf8');
  const context: EmitContext = {
    version,
    render: (name, view) => Handlebars.compile(template(name), { strict: true, noEscape: true })(view),
    mark: marks.mark,
    locate,
    report: (diagnostic) => void diagnostics.push(diagnostic),
    parity: (entry) => void parities.push(entry),
    reuse: makeAnew,
  };
  const artifacts = [...emitter.emit(model, context)].map((artifact) => ({ ...artifact, ...marks.trace(artifact.text) }));
  const text = (path: string): string => {
    const found = artifacts.find((artifact) => artifact.path === path);
    if (found === undefined) throw new Error(`no ${path} among ${artifacts.map((artifact) => artifact.path).join(', ')}`);
    return found.text;
  };
  return { artifacts, diagnostics, parities, text };
};
