import { inexactDependency } from '../../diagnostics/codes/plm449-inexact-dependency.ts';
import { checkExpression } from '../../promql/check.ts';
import { labelState } from '../../promql/labels.ts';
import type { Check, Metric, Model } from '../../model/model.ts';
import { silent } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { marked, type YamlData } from '../yaml-writer.ts';
import { matcher, oneOf } from './matchers.ts';

const present = (label: string): string => matcher(label, '!=', '');
const missing = (label: string): string => matcher(label, '=', '');

/**
 * A critical alert holds back the warning of the same check, on the same host where there is one. Alertmanager takes a label that
 * both sides lack for equal, so every label in `equal` is also asked for on both sides. A critical that tells nobody holds nothing
 * back: the warning would be the only word of it.
 */
export const levelInhibition = ({ hostLabel }: Pick<Model, 'hostLabel'>): readonly YamlData[] => {
  const critical = [matcher('severity', '=', 'critical'), matcher('urgency', '!=', silent)];
  const warning = [matcher('severity', '=', 'warning')];
  return [
    {
      source_matchers: [...critical, present('check'), present(hostLabel)],
      target_matchers: [...warning, present('check'), present(hostLabel)],
      equal: ['check', hostLabel],
    },
    {
      source_matchers: [...critical, present('check'), missing(hostLabel)],
      target_matchers: [...warning, present('check'), missing(hostLabel)],
      equal: ['check'],
    },
  ];
};

interface Estate {
  readonly hostLabel: string;
  readonly metrics: ReadonlyMap<string, Metric>;
}

const dropsHost = (expression: string | undefined, { hostLabel }: Estate): boolean =>
  expression !== undefined && labelState(checkExpression(expression).labels, hostLabel) === 'dropped';

/** Do the alerts of a check say which host they are about? */
const namesHost = ({ subject, hosts }: Check, estate: Estate): boolean => {
  if (hosts.length === 0) return false;
  switch (subject.kind) {
    case 'threshold':
      return !dropsHost(estate.metrics.get(subject.metric)?.source.prometheus, estate);
    case 'command':
      return !dropsHost(subject.prometheus, estate);
    case 'probe':
    case 'heartbeat':
      return true;
    case 'quorum':
    case 'burnRate':
      return false;
  }
};

/** Why a check's failure cannot hold back another; undefined when it can. */
const obstacle = (check: Check, on: Check, estate: Estate): string | undefined => {
  if (on.stage === 'dark') return 'A dark check must change nothing, so it holds nothing back.';
  if (on.notify.critical === undefined) return 'Nobody is told when it fails, so somebody must hear of what follows.';
  const sameHost = new Set(check.hosts);
  if (!namesHost(on, estate)) return undefined;
  if (!namesHost(check, estate)) return 'Only one of the two says which host it is about.';
  return on.hosts.some((host) => sameHost.has(host)) ? undefined : 'The two look at different hosts.';
};

const dependencyRule = (on: Check, targets: readonly string[], estate: Estate): YamlData => {
  const { hostLabel } = estate;
  const byHost = namesHost(on, estate);
  const host = byHost ? [present(hostLabel)] : [];
  return {
    source_matchers: [matcher('check', '=', on.id), matcher('severity', '=', 'critical'), matcher('urgency', '!=', silent), ...host],
    target_matchers: [oneOf('check', targets), ...host],
    equal: byHost ? [hostLabel] : undefined,
  };
};

/** Checks whose failure explains others hold those back, one rule each. */
export const dependencyInhibition = (model: Model, { mark, locate, report }: EmitContext): readonly YamlData[] => {
  const checks = new Map(model.checks.map((check) => [check.id, check]));
  const estate = { hostLabel: model.hostLabel, metrics: new Map(model.metrics.map((metric) => [metric.id, metric])) };
  const held = new Map<string, string[]>();
  for (const check of model.checks) {
    for (const id of check.dependsOn) {
      const on = checks.get(id);
      const why = on && obstacle(check, on, estate);
      if (why !== undefined) {
        const span = locate({ kind: 'checks', id: check.id, field: 'dependsOn' });
        report(inexactDependency({ check: check.id, on: id, why }, span));
      } else if (on !== undefined) held.set(id, [...(held.get(id) ?? []), check.id]);
    }
  }
  return [...held].flatMap(([id, targets]) => {
    const on = checks.get(id);
    return on === undefined ? [] : [marked(mark({ kind: 'checks', id }), dependencyRule(on, targets, estate))];
  });
};
