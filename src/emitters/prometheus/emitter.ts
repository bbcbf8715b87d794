import { alertNameCollision } from '../../diagnostics/codes/plm425-alert-name-collision.ts';
import { reservedHostLabel } from '../../diagnostics/codes/plm426-reserved-host-label.ts';
import { prometheusVersion } from '../../diagnostics/codes/plm427-prometheus-version.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Check, Model } from '../../model/model.ts';
import { alertLabels, alertName } from '../alert-labels.ts';
import { type Artifact, defineEmitter, type EmitContext } from '../contract.ts';
import { type Feature, isAtLeast } from '../version.ts';
import { marked, writeYaml } from '../yaml-writer.ts';
import { expressionReader } from './expressions.ts';
import { fieldOf } from './field-of.ts';
import { nativeChecks } from './native-checks.ts';
import { type Options, options } from './options.ts';
import { blackboxProbe, hasOwnInterval, mainConfig, moduleOf, targetsFile } from './probing.ts';
import { selfCheck } from './self-check.ts';
import { header } from './file-head.ts';
import { teamFiles } from './team-files.ts';

const ruleFiles: Feature = { name: 'rule files in YAML', since: '2.0.0' };
const targetInterval: Feature = { name: 'scrape interval per target', since: '2.30.0' };

const checkVersion = (model: Model, { version, scrapeInterval }: Options, { report, locate }: EmitContext): void => {
  const ownInterval = hasOwnInterval(model.checks, parseDuration(scrapeInterval) ?? 0);
  for (const { name, since } of [ruleFiles, ...(ownInterval ? [targetInterval] : [])]) {
    if (isAtLeast(version, since)) continue;
    const span = locate({ kind: 'settings', id: model.estate, field: 'targets.prometheus.version' });
    report(prometheusVersion({ version, feature: name, since }, span));
  }
};

const checkNames = ({ checks }: Model, { report, locate }: EmitContext): void => {
  const first = new Map<string, string>();
  for (const { id } of checks) {
    const alert = alertName(id);
    const other = first.get(alert);
    if (other === undefined) {
      first.set(alert, id);
      continue;
    }
    const there = locate({ kind: 'checks', id: other });
    const related = there === undefined ? [] : [{ span: there, label: 'the other check' }];
    report(alertNameCollision({ check: id, other, alert }, locate({ kind: 'checks', id }), related));
  }
};

const checkHostLabel = ({ hostLabel, estate }: Model, { report, locate }: EmitContext): void => {
  if (!alertLabels.some((label) => label === hostLabel)) return;
  report(reservedHostLabel({ label: hostLabel }, locate({ kind: 'settings', id: estate, field: 'hostLabel' })));
};

const byOwner = (checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> => {
  const owners = new Map<string, Check[]>();
  for (const check of checks) {
    const list = owners.get(check.owner);
    if (list === undefined) owners.set(check.owner, [check]);
    else list.push(check);
  }
  return owners;
};

function* teamArtifacts(model: Model, chosen: Options, context: EmitContext): Iterable<Artifact> {
  const owners = byOwner(model.checks);
  const hosts = new Map(model.hosts.map((host) => [host.id, host]));
  const planning = {
    hostLabel: model.hostLabel,
    metrics: new Map(model.metrics.map((metric) => [metric.id, metric])),
    checks: new Map(model.checks.map((check) => [check.id, check])),
    read: expressionReader(),
    context,
  };
  const evaluationMs = parseDuration(chosen.evaluationInterval) ?? 60_000;
  const scrapeMs = parseDuration(chosen.scrapeInterval) ?? 60_000;
  for (const team of model.teams) {
    const checks = owners.get(team.id) ?? [];
    yield* teamFiles({ model, context, team, checks, planning, evaluationMs, tested: chosen.unitTests });
    yield* targetsFile(team.id, checks, { model, hosts, scrapeMs });
  }
}

const blackboxFile = (model: Model, context: EmitContext): Artifact | undefined => {
  const modules = model.checks.flatMap((check) => {
    const probe = blackboxProbe(check);
    return probe === undefined ? [] : [[check.id, marked(context.mark({ kind: 'checks', id: check.id }), moduleOf(probe))] as const];
  });
  if (modules.length === 0) return undefined;
  const text = `${header({ model, context }, 'Modules of blackbox_exporter')}${writeYaml({ modules: Object.fromEntries(modules) })}`;
  return { path: 'blackbox.yml', text, mode: 0o644 };
};

function* emit(model: Model, chosen: Options, context: EmitContext): Iterable<Artifact> {
  checkVersion(model, chosen, context);
  checkNames(model, context);
  checkHostLabel(model, context);
  yield* teamArtifacts(model, chosen, context);
  const modules = blackboxFile(model, context);
  if (modules !== undefined) yield modules;
  const main = mainConfig({
    evaluation: chosen.evaluationInterval,
    scrape: chosen.scrapeInterval,
    blackbox: chosen.blackbox,
    alertmanagers: chosen.alertmanagers,
    hostLabel: model.hostLabel,
    hasProbes: modules !== undefined,
  });
  yield { path: 'prometheus.yml', text: `${header({ model, context }, 'Configuration of Prometheus')}${writeYaml(main)}`, mode: 0o644 };
}

/** Alert rules with their unit tests, and what blackbox_exporter is to look at. */
export const prometheus = defineEmitter({
  name: 'prometheus',
  summary: 'Alert rules, their promtool tests, and probe targets for Prometheus and blackbox_exporter.',
  options,
  emit,
  fieldOf,
  nativeChecks,
  selfCheck,
});
