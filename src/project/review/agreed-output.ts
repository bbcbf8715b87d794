import type { Host } from '../../host/host.ts';
import type { Model } from '../../model/model.ts';
import type { EnvironmentReview } from '../../review/document.ts';

/** What no generated file shows: who may agree to which change from now on, and what authors are not told. */
const sayOf = ({ environment, policy, teams, metrics, ignores }: Model): unknown => [
  environment,
  policy ?? null,
  teams.map(({ id, members }) => [id, members ?? null]),
  metrics.map(({ id, owner }) => [id, owner]),
  ignores ?? [],
];

/** What generates the files, as far as it is not what generates them here. */
const machineryOf = ({ plan }: EnvironmentReview): unknown =>
  plan.changes.flatMap(({ kind, id, facets }) =>
    facets.flatMap((facet) => (facet.kind === 'executes' && kind === 'settings' ? [[id, facet.after ?? null]] : [])),
  );

/** Digest of what somebody agrees to: everything that is generated, who may agree afterwards, and what is not told. */
export const agreedOutput = (host: Pick<Host, 'digest'>, environments: readonly EnvironmentReview[], after: readonly Model[]): string =>
  host.digest(
    [
      ...environments.map((review) => `${review.environment} ${review.output.after} ${JSON.stringify(machineryOf(review))}`),
      ...after.map((model) => JSON.stringify(sayOf(model))),
    ]
      .map((line) => `${line}\n`)
      .join(''),
  );
