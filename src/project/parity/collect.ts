import { compareText } from '../../base/compare.ts';
import type { Fidelity, Parity } from '../../emitters/contract.ts';
import type { Model } from '../../model/model.ts';

/** What becomes of one definition in one backend. */
export interface Verdict {
  /** `absent`: the backend was told nothing of it, nor asked to be. */
  readonly fidelity: Fidelity | 'absent';
  readonly because: readonly string[];
}

/** One check or metric, with a verdict for each backend in the order of {@link ParityReport.backends}. */
export interface ParityRow {
  readonly id: string;
  readonly verdicts: readonly Verdict[];
}

/** How faithfully each backend of one environment does what its definitions ask. */
export interface ParityReport {
  readonly estate: string;
  readonly environment: string;
  readonly backends: readonly string[];
  readonly checks: readonly ParityRow[];
  readonly metrics: readonly ParityRow[];
}

const rank: Readonly<Record<Fidelity, number>> = { exact: 0, approximate: 1, impossible: 2 };
const absent: Verdict = { fidelity: 'absent', because: [] };

const merge = (known: Parity | undefined, entry: Parity): Parity =>
  known === undefined
    ? entry
    : {
        ...entry,
        fidelity: rank[entry.fidelity] > rank[known.fidelity] ? entry.fidelity : known.fidelity,
        because: [...known.because, ...entry.because],
      };

const sorted = (because: readonly string[]): readonly string[] => (because.length <= 1 ? because : [...new Set(because)].sort(compareText));

const verdictOf = (entry: Parity | undefined): Verdict =>
  entry === undefined ? absent : { fidelity: entry.fidelity, because: sorted(entry.because) };

/** Gathers what emitters say of their fidelity; the worst word counts, all reasons are kept. */
export const createParity = () => {
  const entries = new Map<Model, Map<string, Parity>>();
  const keyOf = (emitter: string, kind: Parity['kind'], id: string): string => `${emitter} ${kind} ${id}`;
  const sawParity = (emitter: string, model: Model, entry: Parity): void => {
    const known = entries.get(model) ?? new Map<string, Parity>();
    const key = keyOf(emitter, entry.kind, entry.id);
    entries.set(model, known.set(key, merge(known.get(key), entry)));
  };
  const reportOf = (model: Model, backends: readonly string[]): ParityReport => {
    const known = entries.get(model);
    const rows = (kind: Parity['kind'], ids: readonly string[]): readonly ParityRow[] =>
      ids.map((id) => ({ id, verdicts: backends.map((backend) => verdictOf(known?.get(keyOf(backend, kind, id)))) }));
    return {
      estate: model.estate,
      environment: model.environment,
      backends,
      checks: rows(
        'checks',
        model.checks.map(({ id }) => id),
      ),
      metrics: rows(
        'metrics',
        model.metrics.map(({ id }) => id),
      ),
    };
  };
  return { sawParity, reportOf };
};
