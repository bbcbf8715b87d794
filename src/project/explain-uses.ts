import { provenanceOf } from '../compiler/provenance.ts';
import type { Compilation } from '../compiler/compile.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import { printDuration } from '../model/duration.ts';
import type { Check, CheckSubject, DefinitionKind, Model, Origin } from '../model/model.ts';
import type { ExplainedUse } from './explain-types.ts';

interface Use extends Origin {
  readonly how: string;
}

const thresholdsOf = (subject: CheckSubject): readonly { readonly id: string; readonly field: string; readonly how: string }[] => {
  if (subject.kind === 'threshold') return [{ id: subject.threshold, field: 'threshold', how: 'holds its metric against it' }];
  if (subject.kind !== 'probe') return [];
  return subject.thresholds.map(({ measure, threshold }) => ({
    id: threshold,
    field: `thresholds.${measure}`,
    how: `holds ${measure} against it`,
  }));
};

const ofCheck = (check: Check, how: string, field?: string): Use => ({
  kind: 'checks',
  id: check.id,
  how,
  ...(field !== undefined && { field }),
});

const usesOfThreshold = (id: string, { checks }: Model): readonly Use[] =>
  checks.flatMap((check) =>
    thresholdsOf(check.subject)
      .filter((one) => one.id === id)
      .map(({ how, field }) => ofCheck(check, how, field)),
  );

const usesOfMetric = (id: string, { checks }: Model): readonly Use[] =>
  checks.flatMap((check): readonly Use[] => {
    const { subject } = check;
    if (subject.kind === 'threshold' && subject.metric === id)
      return [ofCheck(check, `holds it against ${subject.threshold}`, 'threshold')];
    return subject.kind === 'heartbeat' && subject.metric === id ? [ofCheck(check, 'waits for it', 'heartbeat.metric')] : [];
  });

const usesOfSchedule = (id: string, { checks }: Model): readonly Use[] =>
  checks.filter(({ during }) => during === id).map((check) => ofCheck(check, 'tells only in these hours', 'during'));

const urgenciesOf = ({ notify, stage }: Check): string => {
  const words = (['critical', 'warning'] as const).flatMap((level) =>
    notify[level] === undefined ? [] : [`${level} by ${notify[level]}`],
  );
  if (stage === 'dark') return 'belongs to it, and is dark';
  return words.length === 0 ? 'belongs to it, and tells nobody' : `tells it ${words.join(', ')}`;
};

const usesOfTeam = (id: string, { checks, teams, metrics }: Model): readonly Use[] => [
  ...checks.filter(({ owner }) => owner === id).map((check) => ofCheck(check, urgenciesOf(check), 'owner')),
  ...teams
    .filter((team) => team.id !== id)
    .flatMap((team) =>
      team.escalation
        .filter((step) => step.team === id)
        .map((step): Use => ({
          kind: 'teams',
          id: team.id,
          field: 'escalation',
          how: `escalates to it after ${printDuration(step.afterMs)} by ${step.urgency}`,
        })),
    ),
  ...metrics
    .filter(({ owner }) => owner === id)
    .map((metric): Use => ({ kind: 'metrics', id: metric.id, field: 'owner', how: 'belongs to it' })),
];

const usesOfGroup = (id: string, { checks }: Model): readonly Use[] =>
  checks.filter(({ on }) => on.includes(id)).map((check) => ofCheck(check, 'looks at it', 'on'));

const usesOfHost = (id: string, { checks, hosts }: Model): readonly Use[] => [
  ...checks
    .filter((check) => check.hosts.includes(id))
    .map((check) => ofCheck(check, check.on.includes(id) ? 'looks at it' : `looks at it in ${check.on.join(', ')}`, 'on')),
  ...hosts
    .filter(({ parents }) => parents.includes(id))
    .map((host): Use => ({ kind: 'hosts', id: host.id, field: 'parents', how: 'is reached through it' })),
];

const usesOfCheck = (id: string, { checks }: Model): readonly Use[] => [
  ...checks.filter(({ dependsOn }) => dependsOn.includes(id)).map((check) => ofCheck(check, 'is explained by its failure', 'dependsOn')),
  ...checks.flatMap((check) =>
    check.subject.kind === 'quorum' && check.subject.healthy === id ? [ofCheck(check, 'counts the healthy by it', 'quorum.healthy')] : [],
  ),
];

const usesIn = (kind: DefinitionKind, id: string, model: Model): readonly Use[] => {
  switch (kind) {
    case 'settings':
      return [];
    case 'teams':
      return usesOfTeam(id, model);
    case 'schedules':
      return usesOfSchedule(id, model);
    case 'hosts':
      return usesOfHost(id, model);
    case 'groups':
      return usesOfGroup(id, model);
    case 'metrics':
      return usesOfMetric(id, model);
    case 'thresholds':
      return usesOfThreshold(id, model);
    case 'checks':
      return usesOfCheck(id, model);
  }
};

/** The definitions that name one, each at the place where it does; thresholds that no check uses are found by none. */
export const usesOf = ({ kind, id }: Origin, model: Model, compilation: Compilation): readonly ExplainedUse[] => {
  const { locate } = provenanceOf(compilation, model);
  const places = placesIn(compilation.texts);
  const ownThresholds = kind === 'metrics' || kind === 'teams' ? thresholdsNaming(kind, id, compilation) : [];
  return [...usesIn(kind, id, model), ...ownThresholds].flatMap(({ how, ...use }): readonly ExplainedUse[] => {
    const span = locate(use);
    if (span === undefined) return [];
    const { file, line, column } = places(span);
    return [{ environment: model.environment, kind: use.kind, id: use.id, how, file, line, column }];
  });
};

/** Thresholds are no part of the model; those that name a metric or a team are found among the definitions. */
const thresholdsNaming = (kind: 'metrics' | 'teams', id: string, { definitions }: Compilation): readonly Use[] =>
  [...(definitions?.thresholds.values() ?? [])].flatMap((entry): readonly Use[] => {
    if (kind === 'metrics')
      return entry.value.metric === id ? [{ kind: 'thresholds', id: entry.id, field: 'metric', how: 'limits it' }] : [];
    return entry.value.owner === id ? [{ kind: 'thresholds', id: entry.id, field: 'owner', how: 'belongs to it' }] : [];
  });
