import { compareText } from '../../base/compare.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Ignore, Metric, Model } from '../../model/model.ts';
import type { Definitions } from '../definitions.ts';
import { linkChecks } from './checks.ts';
import type { LinkContext } from './context.ts';
import { linkIgnores } from './ignores.ts';
import { linkInventory } from './inventory.ts';
import { linkMetrics } from './metrics.ts';
import { linkSchedules } from './schedules.ts';
import { linkTargets, type TargetSchemas } from './targets.ts';
import { linkTeams } from './teams.ts';
import { linkThresholds } from './thresholds.ts';

/** What is the same in every environment. */
interface Common {
  readonly schemas: TargetSchemas;
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly ignores: readonly Ignore[];
}

const linkEnvironment = ({ schemas, metrics, ignores }: Common, context: LinkContext): Model => {
  const { definitions, environment } = context;
  const { value: settings } = definitions.settings;
  const inventory = linkInventory(context);
  const teams = linkTeams(context);
  const thresholds = linkThresholds({ context, inventory, metrics });
  return {
    estate: settings.estate,
    environment,
    hostLabel: settings.hostLabel ?? 'host',
    teams: [...teams.values()],
    hosts: [...inventory.hosts.values()],
    groups: [...inventory.groups.values()],
    schedules: linkSchedules(context),
    metrics: [...metrics.values()],
    checks: linkChecks({ context, inventory, metrics, teams, thresholds }),
    targets: linkTargets(context, schemas),
    ...(settings.policy === undefined ? {} : { policy: settings.policy }),
    ...(ignores.length === 0 ? {} : { ignores }),
  };
};

export interface LinkRequest {
  readonly definitions: Definitions;
  readonly schemas: TargetSchemas;
}

/** One model per environment, sorted by name; references that lead nowhere are reported and what needs them is left out. */
export const link = ({ definitions, schemas }: LinkRequest, report: Report): readonly Model[] => {
  const environments = new Map(Object.entries(definitions.settings.value.environments));
  const common = { schemas, metrics: linkMetrics(definitions, report), ignores: linkIgnores(definitions) };
  return [...environments.keys()]
    .sort(compareText)
    .map((environment) => linkEnvironment(common, { definitions, environment, environments, report }));
};
