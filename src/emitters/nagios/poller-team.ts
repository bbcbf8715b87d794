import type { Check } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import type { FilePlan } from './file-plan.ts';
import { estateHost, fileName, shared } from './names.ts';
import type { Polling } from './poller.ts';
import { pollerRows } from './poller-table.ts';
import type { Realised } from './subjects/realised.ts';

export interface PolledScope {
  readonly context: EmitContext;
  readonly estate: string;
  /** How results of metrics are handed in; undefined when every service asks for itself. */
  readonly polling: Polling | undefined;
  /** Somebody is told when the poller fails, so nobody has to be told that nobody has looked. */
  readonly isPollerTold: boolean;
}

interface Built {
  readonly check: Check;
  readonly realised: Realised;
}

const dependencyViews = ({ check, realised }: Built, { context, estate }: PolledScope): readonly object[] =>
  realised.placements.map(({ hosts }) => ({
    mark: context.mark({ kind: 'checks', id: check.id }),
    host: estateHost(estate),
    master: shared.poller,
    dependents: hosts.join(','),
    dependent: check.id,
  }));

/** What the poller must know of a team's services, and how they depend on it. */
export function* polledFiles(team: string, built: readonly Built[], scope: PolledScope): Iterable<FilePlan> {
  const polled = built.filter(({ realised }) => realised.countsLooks === true);
  if (polled.length === 0) return;
  const rows = polled.flatMap(({ check, realised }) => pollerRows(check, realised, scope.context));
  yield { path: `poller/${fileName(team)}.tsv`, template: 'poller-table', view: { rows } };
  if (!scope.isPollerTold) return;
  const dependencies = polled.flatMap((one) => dependencyViews(one, scope));
  yield { path: `objects/poller/${fileName(team)}.cfg`, template: 'poller-dependencies', view: { dependencies } };
}
