import { watchedByNobody } from '../diagnostics/codes/plm463-watched-by-nobody.ts';
import type { Report } from '../diagnostics/diagnostic.ts';
import type { Compilation } from '../compiler/compile.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import type { Model } from '../model/model.ts';

/** Emitters for the daemons that evaluate checks. */
const watchers = ['nagios', 'prometheus'];

/** Notes which checks arrive in the output of a daemon that evaluates them. */
export const watchOver = () => {
  const seen = new Map<Model, Set<string>>();
  return {
    sawCheck: (emitter: string, model: Model, check: string): void => {
      if (!watchers.includes(emitter)) return;
      const checks = seen.get(model) ?? new Set();
      seen.set(model, checks.add(check));
    },
    /** Reports the checks of a model that none of its targets took, where there is a target that evaluates checks at all. */
    reportUnwatched: (model: Model, compilation: Compilation, report: Report): void => {
      if (!watchers.some((name) => model.targets[name] !== undefined)) return;
      const { locate } = provenanceOf(compilation, model);
      const { environment } = model;
      for (const { id } of model.checks)
        if (seen.get(model)?.has(id) !== true) report(watchedByNobody({ check: id, environment }, locate({ kind: 'checks', id })));
    },
  };
};
