import { invariant } from '../base/invariant.ts';
import { makeAnew, type Reuse } from '../base/reuse.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import type { Compilation } from '../compiler/compile.ts';
import { type ProvenanceFinder, provenanceOf } from '../compiler/provenance.ts';
import type { Position } from '../diagnostics/span.ts';
import type { Artifact, Emitter, Parity } from '../emitters/contract.ts';
import { createMarks, type TracedText } from '../emitters/origins.ts';
import type { OutputFile } from '../host/host.ts';
import type { Model, Origin } from '../model/model.ts';
import type { ProjectContext } from './context.ts';
import { emitters } from './emitters.ts';
import { originsPath, type OriginText, originTexts, printOrigins } from './origins-file.ts';
import type { ParityReport } from './parity/collect.ts';
import { parityJson, parityMarkdown } from './parity/print.ts';
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
  /** Learns what each template was filled to, before marks are taken out. */
  readonly sawRender?: (template: string, text: string) => void;
  /** Learns each artifact before marks are taken out. */
  readonly sawArtifact?: (artifact: Artifact) => void;
}

/** Holds an emitter to what its contract says of paths. */
const pathKeeper = (emitter: string): ((artifact: Artifact) => void) => {
  const paths = new Set<string>();
  return ({ path }) => {
    invariant(!paths.has(path), `two artifacts of ${emitter} at ${path}`);
    paths.add(path);
  };
};

/** Every artifact of one emitter as it is written, for those who ask neither where its lines come from nor what was found. */
export function* emitTexts(
  emitter: Emitter,
  model: Model,
  { host, root, version, reuse }: TextContext & { readonly reuse: Reuse },
): Generator<Artifact> {
  const keepPath = pathKeeper(emitter.name);
  const unheard = () => undefined;
  const silent = { mark: () => '', locate: unheard, report: unheard, parity: unheard, isSilent: true };
  for (const artifact of emitter.emit(model, { version, render: renderer(host, root, emitter.name), reuse, ...silent })) {
    keepPath(artifact);
    yield artifact;
  }
}

export type TextContext = Pick<ProjectContext, 'host' | 'root' | 'version'>;

/** Every artifact of one emitter, its marks taken out; paths relative to its output folder. */
export function* emitArtifacts(emitter: Emitter, model: Model, emission: Emission): Generator<Artifact & TracedText> {
  const { context, compilation, report, sawCheck, sawParity, sawRender, sawArtifact } = emission;
  const marks = createMarks();
  const render = renderer(context.host, context.root, emitter.name);
  const seen = (name: string, text: string): string => {
    sawRender?.(name, text);
    return text;
  };
  const artifacts = emitter.emit(model, {
    version: context.version,
    render: sawRender === undefined ? render : (name, view) => seen(name, render(name, view)),
    mark: marks.mark,
    locate: provenanceOf(compilation, model).locate,
    report,
    parity: (entry) => sawParity(emitter.name, model, entry),
    reuse: makeAnew,
  });
  const keepPath = pathKeeper(emitter.name);
  for (const artifact of artifacts) {
    keepPath(artifact);
    sawArtifact?.(artifact);
    const traced = { ...artifact, ...marks.trace(artifact.text) };
    for (const { origin } of traced.blocks) if (origin.kind === 'checks') sawCheck(emitter.name, model, origin.id);
    yield traced;
  }
}

/** Every file of one emitter: its artifacts, and beside each the origins of its lines. */
export function* emitFiles(emitter: Emitter, model: Model, emission: Emission): Generator<OutputFile> {
  const originText = originTextOf(emission.compilation, model);
  for (const traced of emitArtifacts(emitter, model, emission)) yield* withOrigins(traced, originText);
}

/** An artifact without its marks, and the side file that keeps where its lines come from. */
function* withOrigins({ path, text, mode, blocks }: Artifact & TracedText, originText: OriginText): Generator<OutputFile> {
  yield { path, text, mode };
  yield { path: originsPath(path), text: printOrigins(path, blocks, originText), mode: 0o644 };
}

/** Leads an origin to file, line and column. */
const placer = (compilation: Compilation, { locate }: ProvenanceFinder): ((origin: Origin) => Position | undefined) => {
  const positions = placesIn(compilation.texts);
  return (origin) => {
    const span = locate(origin);
    return span && positions(span);
  };
};

const known = new WeakMap<Model, OriginText>();

/** All emitters' artifacts lead to the same places. */
const originTextOf = (compilation: Compilation, model: Model): OriginText => {
  const found = known.get(model) ?? originTexts(placer(compilation, provenanceOf(compilation, model)));
  known.set(model, found);
  return found;
};

/** The parity report of one environment, for people and for programs; beside the folders of the emitters. */
export function* parityFiles(report: ParityReport, model: Model, compilation: Compilation): Generator<OutputFile> {
  const marks = createMarks();
  const originText = originTextOf(compilation, model);
  yield* withOrigins({ path: 'PARITY.md', mode: 0o644, ...marks.trace(parityMarkdown(report, marks.mark)) }, originText);
  yield* withOrigins({ path: 'PARITY.json', mode: 0o644, ...marks.trace(parityJson(report, marks.mark)) }, originText);
}
