import { invariant } from '../base/invariant.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { Compilation } from '../compiler/compile.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import type { Emitter, Parity } from '../emitters/contract.ts';
import { createMarks } from '../emitters/origins.ts';
import type { OutputFile } from '../host/host.ts';
import type { Model } from '../model/model.ts';
import type { ProjectContext } from './context.ts';
import { emitters } from './emitters.ts';
import { printOrigins, originsPath } from './origins-file.ts';
import { renderer } from './render.ts';

/** The emitters a model has options for, in the order of their names. */
export const emittersFor = (model: Model, only?: string): readonly Emitter[] =>
  emitters.filter(({ name }) => model.targets[name] !== undefined && (only === undefined || only === name));

export interface Emission {
  readonly context: ProjectContext;
  readonly compilation: Compilation;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Learns of each check that a line of an artifact comes from. */
  readonly sawCheck: (emitter: string, model: Model, check: string) => void;
  /** Learns what becomes of each check and metric in each backend. */
  readonly sawParity: (emitter: string, model: Model, entry: Parity) => void;
}

/**
 * Every file of one emitter, paths relative to its output folder: artifacts with their marks taken out, and beside each the
 * origins of its lines.
 */
export function* emitFiles(emitter: Emitter, model: Model, emission: Emission): Generator<OutputFile> {
  const { context, compilation, report, sawCheck, sawParity } = emission;
  const marks = createMarks();
  const { locate } = provenanceOf(compilation, model);
  const positions = placesIn(compilation.texts);
  const artifacts = emitter.emit(model, {
    version: context.version,
    render: renderer(context.host, context.root, emitter.name),
    mark: marks.mark,
    locate,
    report,
    parity: (entry) => sawParity(emitter.name, model, entry),
  });
  const paths = new Set<string>();
  for (const artifact of artifacts) {
    invariant(!paths.has(artifact.path), `two artifacts of ${emitter.name} at ${artifact.path}`);
    paths.add(artifact.path);
    const { text, blocks } = marks.trace(artifact.text);
    for (const { origin } of blocks) if (origin.kind === 'checks') sawCheck(emitter.name, model, origin.id);
    yield { path: artifact.path, text, mode: artifact.mode };
    const place = (block: (typeof blocks)[number]) => {
      const span = locate(block.origin);
      return span && positions(span);
    };
    yield { path: originsPath(artifact.path), text: printOrigins(artifact.path, blocks, place), mode: 0o644 };
  }
}
