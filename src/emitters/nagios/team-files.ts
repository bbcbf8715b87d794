import { invariant } from '../../base/invariant.ts';
import type { Check } from '../../model/model.ts';
import type { Artifact, EmitContext } from '../contract.ts';
import { type DependencyPlan, dependencyViews, planDependencies } from './dependencies.ts';
import { differencesOf } from './differences.ts';
import { commandLine, nrpeWord } from './escape.ts';
import { escalationViews } from './escalations.ts';
import type { FilePlan, WriteFile } from './file-plan.ts';
import { reportDifferences, reportRefused } from './findings.ts';
import { audiences } from './hearing.ts';
import { checkLimits } from './limit-text.ts';
import { fileName } from './names.ts';
import { checkRow, limitRows } from './notify.ts';
import { paceOf } from './pace.ts';
import { byPoller, pollingOf } from './poller.ts';
import { polledFiles, type PolledScope } from './poller-team.ts';
import { createRealiser, type Realiser } from './realise.ts';
import type { ServiceScope } from './service-scope.ts';
import { planServices, type ServicePlan, type Services, serviceViews } from './services.ts';
import type { Realised } from './subjects/realised.ts';
import type { TeamInput } from './team-input.ts';
import { shareOf, type TeamShare } from './team-share.ts';

interface TeamScope extends ServiceScope, PolledScope {
  readonly realise: Realiser;
}

interface Built {
  readonly check: Check;
  readonly realised: Realised;
  readonly hosts: readonly string[];
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
  return { check, realised, hosts, plan, dependencies };
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

const servicesOf = ({ check, realised, plan: { directives } }: Built, { mark }: EmitContext): Services => ({
  mark: mark({ kind: 'checks', id: check.id }),
  placements: realised.placements.map(({ hosts, command }) => ({ hosts, command })),
  directives,
});

const stageViews = ({ check, plan, hosts }: Built, { context, interval }: TeamScope): readonly object[] => {
  const views = escalationViews(check, plan.escalation, { interval, period: plan.period });
  return hosts.flatMap((host) =>
    views.map((view) => ({ mark: context.mark({ kind: 'teams', id: check.owner, field: 'escalation' }), host, ...view })),
  );
};

/** What the hosts of one check need: its commands for their NRPE daemon. */
const localFile = ({ check, realised }: Built, { context }: TeamScope): readonly FilePlan[] => {
  if (realised.localCommands.length === 0) return [];
  const mark = context.mark({ kind: 'checks', id: check.id });
  const commands = realised.localCommands.map(({ name, words }) => ({ mark, name, line: words.map(nrpeWord).join(' ') }));
  return [{ path: `nrpe.d/${fileName(check.id)}.cfg`, template: 'nrpe', view: { commands } }];
};

/** What the notifier says of the checks of one team. */
function* tables(team: string, built: readonly Built[], { context, teams, realise }: TeamScope): Iterable<FilePlan> {
  const told = built.map(({ check }) => {
    const origin = { kind: 'checks', id: check.id } as const;
    return { origin, check, limits: checkLimits(check, realise.metricOf) };
  });
  const name = teams.get(team)?.name ?? team;
  const checks = told.map(({ origin, check, limits }) => ({ mark: context.mark(origin), ...checkRow(check, name, limits) }));
  yield { path: `notify/checks/${fileName(team)}.tsv`, template: 'checks-table', view: { checks } };
  const limits = told.flatMap(({ origin, check, limits: all }) =>
    limitRows(check, all).map((row) => ({ mark: context.mark({ ...origin, host: row.host }), ...row })),
  );
  if (limits.length > 0) yield { path: `notify/limits/${fileName(team)}.tsv`, template: 'limits-table', view: { limits } };
}

function* filesOf(team: string, built: readonly Built[], scope: TeamScope): Iterable<FilePlan> {
  const file = (name: string) => ({ path: `objects/${name}/${fileName(team)}.cfg`, template: name });
  yield { ...file('commands'), view: { commands: built.flatMap((one) => commandViews(one, scope)) } };
  const dependencies = built.flatMap(({ check, dependencies: { pairs } }) => dependencyViews(check, pairs, scope.context));
  if (dependencies.length > 0) yield { ...file('dependencies'), view: { dependencies } };
  const escalations = built.flatMap((one) => stageViews(one, scope));
  if (escalations.length > 0) yield { ...file('escalations'), view: { escalations } };
  yield* tables(team, built, scope);
  for (const one of built) yield* localFile(one, scope);
  yield* polledFiles(team, built, scope);
}

const scopeOf = ({ model, teams: known, periods, options, isPollerTold }: TeamInput, context: EmitContext): TeamScope => {
  const teams = new Map(known.map((team) => [team.id, team]));
  const periodOf = new Map(periods);
  return {
    context,
    ...paceOf(options),
    teams,
    audienceOf: audiences(teams),
    periodOf: (schedule) => {
      const period = periodOf.get(schedule);
      invariant(period, `no period for ${schedule}`);
      return period;
    },
    realise: createRealiser({ model, options }),
    polling: pollingOf(options),
    isPollerTold,
    estate: model.estate,
  };
};

/** The files of one team before they are written, and what others must name of it. */
interface TeamPlan {
  readonly share: TeamShare;
  readonly services: readonly Services[];
  readonly files: readonly FilePlan[];
}

/** Nothing but the input shows in a plan. */
const planTeam =
  (context: EmitContext) =>
  (input: TeamInput): TeamPlan => {
    const scope = scopeOf(input, context);
    const built = input.checks.flatMap((check) => build(check, scope) ?? []);
    return {
      share: shareOf(built),
      services: built.map((one) => servicesOf(one, context)),
      files: built.length === 0 ? [] : [...filesOf(input.team, built, scope)],
    };
  };

export interface TeamOutput {
  readonly share: TeamShare;
  /** Written as they are asked for; nothing of them is kept. */
  readonly artifacts: Iterable<Artifact>;
}

function* artifactsOf({ team }: TeamInput, { services, files }: TeamPlan, write: WriteFile): Iterable<Artifact> {
  for (const file of files) yield write(file);
  if (services.length > 0) {
    const plan = { path: `objects/services/${fileName(team)}.cfg`, template: 'services', view: { services } };
    yield write(plan, (view) => ({ services: view.services.flatMap(serviceViews) }));
  }
}

/** All files of one team. */
export const teamOutput = (input: TeamInput, write: WriteFile, context: EmitContext): TeamOutput => {
  const plan = context.reuse(`team ${input.team}`, input, planTeam(context));
  return { share: plan.share, artifacts: artifactsOf(input, plan, write) };
};
