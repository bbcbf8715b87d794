import type { Check } from '../../model/model.ts';
import type { Artifact } from '../contract.ts';
import type { Collected } from './collected.ts';
import { type DependencyPlan, dependencyViews, planDependencies } from './dependencies.ts';
import { differencesOf } from './differences.ts';
import { commandLine, nrpeWord } from './escape.ts';
import { escalationViews } from './escalations.ts';
import { reportDifferences, reportRefused } from './findings.ts';
import { fileName } from './names.ts';
import { byPoller } from './poller.ts';
import { polledArtifacts, type PolledScope } from './poller-team.ts';
import { checkLimits } from './limit-text.ts';
import { checkRow, limitRows } from './notify.ts';
import type { Realiser } from './realise.ts';
import type { ServiceScope } from './service-scope.ts';
import { planServices, type ServicePlan, serviceViews } from './services.ts';
import type { Realised } from './subjects/realised.ts';

export interface TeamScope extends ServiceScope, PolledScope {
  readonly realise: Realiser;
  readonly collected: Collected;
}

interface Built {
  readonly check: Check;
  readonly realised: Realised;
  readonly plan: ServicePlan;
  readonly dependencies: DependencyPlan;
}

const build = (asked: Check, scope: TeamScope): Built | undefined => {
  const own = scope.realise(asked);
  if (own.kind === 'refused') {
    reportRefused(asked, own, scope.context);
    return undefined;
  }
  const { check, realised } = byPoller({ check: asked, realised: own }, scope.polling);
  const plan = planServices(check, realised, scope);
  const hosts = realised.placements.flatMap((placement) => placement.hosts);
  const dependencies = planDependencies(check, hosts, scope.realise);
  reportDifferences(
    check,
    [...differencesOf(check, { realised, escalation: plan.escalation }, scope), ...dependencies.differences],
    scope.context,
  );
  scope.collected.add(check, hosts, [...plan.ears, ...plan.escalation.stages.flatMap(({ ears }) => ears)]);
  return { check, realised, plan, dependencies };
};

/** A host for which a command was made, where others have another one. */
const hostOf = ({ placements }: Realised, command: string): { readonly host?: string } => {
  const host = placements.length > 1 ? placements.find((one) => one.command === command)?.hosts[0] : undefined;
  return host === undefined ? {} : { host };
};

const commandViews = ({ check, realised }: Built, { context }: TeamScope): readonly object[] =>
  realised.commands.map(({ name, words }) => ({
    mark: context.mark({ kind: 'checks', id: check.id, ...hostOf(realised, name) }),
    name,
    line: commandLine(words),
  }));

const stageViews = ({ check, plan, realised }: Built, { context, interval }: TeamScope): readonly object[] => {
  const views = escalationViews(check, plan.escalation, { interval, period: plan.period });
  return realised.placements.flatMap(({ hosts }) =>
    hosts.flatMap((host) =>
      views.map((view) => ({ mark: context.mark({ kind: 'teams', id: check.owner, field: 'escalation' }), host, ...view })),
    ),
  );
};

/** What the hosts of one check need: its commands for their NRPE daemon. */
const localArtifact = ({ check, realised }: Built, { context, text }: TeamScope): readonly Artifact[] => {
  if (realised.localCommands.length === 0) return [];
  const mark = context.mark({ kind: 'checks', id: check.id });
  const commands = realised.localCommands.map(({ name, words }) => ({ mark, name, line: words.map(nrpeWord).join(' ') }));
  return [text(`nrpe.d/${fileName(check.id)}.cfg`, 'nrpe', { commands })];
};

/** What the notifier says of the checks of one team. */
function* tables(team: string, built: readonly Built[], { context, text, teams, realise }: TeamScope): Iterable<Artifact> {
  const told = built.map(({ check }) => {
    const origin = { kind: 'checks', id: check.id } as const;
    return { origin, check, limits: checkLimits(check, realise.metricOf) };
  });
  const name = teams.get(team)?.name ?? team;
  const rows = told.map(({ origin, check, limits }) => ({ mark: context.mark(origin), ...checkRow(check, name, limits) }));
  yield text(`notify/checks/${fileName(team)}.tsv`, 'checks-table', { checks: rows });
  const byHost = told.flatMap(({ origin, check, limits }) =>
    limitRows(check, limits).map((row) => ({ mark: context.mark({ ...origin, host: row.host }), ...row })),
  );
  if (byHost.length > 0) yield text(`notify/limits/${fileName(team)}.tsv`, 'limits-table', { limits: byHost });
}

/** All files of one team; nothing of them is kept. */
export function* teamArtifacts(team: string, checks: readonly Check[], scope: TeamScope): Iterable<Artifact> {
  const { context, text } = scope;
  const built = checks.flatMap((check) => build(check, scope) ?? []);
  if (built.length === 0) return;
  const file = (folder: string) => `objects/${folder}/${fileName(team)}.cfg`;
  yield text(file('commands'), 'commands', { commands: built.flatMap((one) => commandViews(one, scope)) });
  yield text(file('services'), 'services', { services: built.flatMap((one) => serviceViews(one.check, one.realised, one.plan, scope)) });
  const dependencies = built.flatMap(({ check, dependencies: { pairs } }) => dependencyViews(check, pairs, context));
  if (dependencies.length > 0) yield text(file('dependencies'), 'dependencies', { dependencies });
  const escalations = built.flatMap((one) => stageViews(one, scope));
  if (escalations.length > 0) yield text(file('escalations'), 'escalations', { escalations });
  yield* tables(team, built, scope);
  for (const one of built) yield* localArtifact(one, scope);
  yield* polledArtifacts(team, built, scope);
}
