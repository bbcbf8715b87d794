import { compareText } from '../../base/compare.ts';
import type { Report } from '../../diagnostics/diagnostic.ts';
import type { Model } from '../../model/model.ts';
import type { Definitions } from '../definitions.ts';
import { linkChecks } from './checks.ts';
import { linkInventory } from './inventory.ts';
import { linkMetrics } from './metrics.ts';
import { linkSchedules } from './schedules.ts';
import { linkTargets, type TargetSchemas } from './targets.ts';
import { linkTeams } from './teams.ts';
import { linkThresholds } from './thresholds.ts';

const linkEnvironment = ({ definitions, schemas }: LinkRequest, environment: string, report: Report): Model => {
  const context = { definitions, environment, report };
  const { value: settings } = definitions.settings;
  const inventory = linkInventory(context);
  const metrics = linkMetrics(context);
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
  };
};

export interface LinkRequest {
  readonly definitions: Definitions;
  readonly schemas: TargetSchemas;
}

/** One model per environment, sorted by name; references that lead nowhere are reported and what needs them is left out. */
export const link = (request: LinkRequest, report: Report): readonly Model[] =>
  Object.keys(request.definitions.settings.value.environments)
    .sort(compareText)
    .map((environment) => linkEnvironment(request, environment, report));
