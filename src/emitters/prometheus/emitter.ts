import { ruleLimit } from '../../diagnostics/codes/plm444-rule-limit.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Model } from '../../model/model.ts';
import { byOwner } from '../by-owner.ts';
import { type Artifact, defineEmitter, type EmitContext } from '../contract.ts';
import { marked, writeYaml } from '../yaml-writer.ts';
import { exportedHosts, hostTargets, hostTargetsFile } from './exported-hosts.ts';
import { expressionReader, type ReadExpression } from './expressions.ts';
import { fieldOf } from './field-of.ts';
import { fileName, header } from './file-head.ts';
import { reportFindings } from './findings.ts';
import { nativeChecks } from './native-checks.ts';
import { rulerOf } from './option-problems.ts';
import { type Options, options } from './options.ts';
import { ownFiles } from './own-files.ts';
import { reportRulerParity } from './ruler-parity.ts';
import { blackboxProbe, moduleOf, probeTargets, probeTargetsFile } from './probing.ts';
import { mainConfig, type Scraped, scrapeConfigs } from './scrape.ts';
import { testedPath } from './rule-forms.ts';
import { type Evaluation, planningOf } from './planning.ts';
import { hostFiles } from './host-files.ts';
import { selfCheck } from './self-check.ts';
import { teamFiles } from './team-files.ts';

interface Emission {
  readonly model: Model;
  readonly options: Options;
  readonly context: EmitContext;
  readonly read: ReadExpression;
}

const defaultGroups = 70;

const checkGroups = (count: number, { model, options: { output, ...rest }, context }: Emission): void => {
  const most = output.groupsPerTenant ?? defaultGroups;
  if (rulerOf({ output, ...rest }) !== 'mimir' || most === 0 || count <= most) return;
  const params = {
    what: 'the ruler',
    size: `would have to take ${count} rule groups`,
    limit: String(most),
    help: 'raise `ruler_max_rule_groups_per_tenant` of the ruler and declare it as `output.groupsPerTenant`, 0 for no limit',
  };
  context.report(ruleLimit(params, context.locate({ kind: 'settings', id: model.estate, field: 'targets.prometheus.output' })));
};

const evaluationOf = ({ version, evaluationInterval, scrapeInterval, lookback, readsAlerts }: Options): Evaluation => ({
  version,
  evaluationMs: parseDuration(evaluationInterval) ?? 60_000,
  scrapeMs: parseDuration(scrapeInterval) ?? 60_000,
  lookbackMs: parseDuration(lookback) ?? 300_000,
  alertsReadable: readsAlerts,
});

function* ruleArtifacts(emission: Emission): Iterable<Artifact> {
  const { model, options: chosen, context, read } = emission;
  const owners = byOwner(model.checks);
  const evaluation = evaluationOf(chosen);
  const planning = planningOf(model, evaluation, { read, context });
  const shared = { model, context, planning, evaluationMs: evaluation.evaluationMs, tested: chosen.unitTests, links: chosen.annotations };
  // Our own group is one, too.
  let groups = 1;
  const form = { options: chosen, sawGroups: (count: number) => void (groups += count) };
  for (const team of model.teams) {
    const checks = owners.get(team.id) ?? [];
    const rulesPath = testedPath(fileName(team.id), chosen);
    yield* teamFiles({ ...shared, team, checks, rulesPath }, form);
  }
  yield* hostFiles({ model, context }, form);
  const own = model.teams.find(({ id }) => id === chosen.ownAlerts);
  yield* ownFiles({ model, context }, own, chosen);
  checkGroups(groups, emission);
}

const blackboxFile = ({ model, context }: Emission): Artifact | undefined => {
  const modules = model.checks.flatMap((check) => {
    const probe = blackboxProbe(check);
    return probe === undefined ? [] : [[check.id, marked(context.mark({ kind: 'checks', id: check.id }), moduleOf(probe))] as const];
  });
  if (modules.length === 0) return undefined;
  const text = `${header({ model, context }, 'Modules of blackbox_exporter')}${writeYaml({ modules: Object.fromEntries(modules) })}`;
  return { path: 'blackbox.yml', text, mode: 0o644 };
};

/** The operator writes the configuration itself, and takes jobs of others as a list, without files beside it. */
const jobList = (scraped: Scraped, { model, context }: Emission): readonly Artifact[] => {
  const jobs = scrapeConfigs(scraped);
  if (jobs.length === 0) return [];
  const text = `${header({ model, context }, 'Scrape jobs, for `additionalScrapeConfigs` of the Prometheus object,')}${writeYaml(jobs)}`;
  return [{ path: 'scrape-configs.yaml', text, mode: 0o644 }];
};

const main = (scraped: Scraped, { model, context, options: chosen }: Emission): Artifact => {
  const evaluates = rulerOf(chosen) === 'prometheus';
  const text = `${header({ model, context }, 'Configuration of Prometheus')}${writeYaml(mainConfig(scraped, evaluates))}`;
  return { path: 'prometheus.yml', text, mode: 0o644 };
};

function* scrapeArtifacts(emission: Emission): Iterable<Artifact> {
  const { model, options: chosen, read } = emission;
  const modules = blackboxFile(emission);
  if (modules !== undefined) yield modules;
  const exported = exportedHosts(model, read);
  const hosts = exported.length === 0 ? undefined : hostTargets(exported, model, chosen);
  const probing = {
    model,
    hosts: new Map(model.hosts.map((host) => [host.id, host])),
    scrapeMs: parseDuration(chosen.scrapeInterval) ?? 60_000,
    mark: emission.context.mark,
  };
  const scraped = { model, options: chosen, hosts, hasProbes: modules !== undefined };
  if (chosen.output.kind === 'objects') {
    yield* jobList({ ...scraped, probes: probeTargets(model.checks, probing) }, emission);
    return;
  }
  if (hosts !== undefined) yield hostTargetsFile(hosts, model, emission.context);
  const owners = byOwner(model.checks);
  for (const team of model.teams) yield* probeTargetsFile(team.id, owners.get(team.id) ?? [], probing);
  yield main(scraped, emission);
}

function* emit(model: Model, chosen: Options, context: EmitContext): Iterable<Artifact> {
  reportFindings(model, chosen, context);
  reportRulerParity(model, chosen, context);
  const emission = { model, options: chosen, context, read: expressionReader() };
  yield* ruleArtifacts(emission);
  yield* scrapeArtifacts(emission);
}

/** Alert rules with their unit tests, and what is to be scraped and probed for them. */
export const prometheus = defineEmitter({
  name: 'prometheus',
  summary: 'Alert rules, their promtool tests, and scrape targets for Prometheus, its operator, or the rulers of Mimir and Thanos.',
  options,
  emit,
  fieldOf,
  nativeChecks,
  selfCheck,
});
