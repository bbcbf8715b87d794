import { compareText } from '../../base/compare.ts';
import type { CheckDefinition } from '../../definitions/check.ts';
import { noReceiver } from '../../diagnostics/codes/plm204-no-receiver.ts';
import { parseDuration } from '../../model/duration.ts';
import type { AlertLevel } from '../../model/limits.ts';
import type { Check } from '../../model/model.ts';
import type { Entry } from '../definitions.ts';
import type { Path } from '../load/document.ts';
import { exists, type LinkContext, listOf } from './context.ts';
import type { CheckScope } from './scope.ts';
import { linkSubject } from './subjects.ts';
import { checkTargets, hostsOf } from './thresholds.ts';
import { linkTiming } from './timing.ts';

/** The keys of a check that an environment may change. */
type Effective = Pick<
  CheckDefinition,
  | 'notify'
  | 'runbook'
  | 'dashboard'
  | 'stage'
  | 'unknown'
  | 'during'
  | 'every'
  | 'retry'
  | 'for'
  | 'attempts'
  | 'keepFor'
  | 'notifyAfter'
  | 'flapping'
>;

/** Indexes of the overrides that hold in `environment`. */
export const overridesIn = (entry: Entry<CheckDefinition>, environment: string): readonly number[] =>
  (entry.value.overrides ?? []).flatMap((override, index) => (override.environment === environment ? [index] : []));

/** An override of `for` takes the place of `attempts`, and the other way round. */
const withoutRival = (below: Effective, above: Effective): Effective => {
  const { for: lasting, attempts, ...rest } = below;
  if (above.for !== undefined || above.attempts !== undefined) return rest;
  return { ...rest, ...(lasting === undefined ? {} : { for: lasting }), ...(attempts === undefined ? {} : { attempts }) };
};

const effectiveIn = (entry: Entry<CheckDefinition>, environment: string): Effective =>
  overridesIn(entry, environment).reduce<Effective>((below, index) => {
    const above = entry.value.overrides?.[index];
    return above === undefined ? below : { ...withoutRival(below, above), ...above, notify: { ...below.notify, ...above.notify } };
  }, entry.value);

const checkReferences = (entry: Entry<CheckDefinition>, { definitions, environments, report }: LinkContext): void => {
  const { value } = entry;
  exists({ kind: 'team', id: value.owner, span: () => entry.locate(['owner']) }, definitions.teams, report);
  value.dependsOn?.forEach((id, i) =>
    exists({ kind: 'check', id, span: () => entry.locate(['dependsOn', i]) }, definitions.checks, report),
  );
  value.environments?.forEach((id, i) =>
    exists({ kind: 'environment', id, span: () => entry.locate(['environments', i]) }, environments, report),
  );
  value.overrides?.forEach(({ environment }, i) =>
    exists({ kind: 'environment', id: environment, span: () => entry.locate(['overrides', i, 'environment']) }, environments, report),
  );
  const during = (id: string | undefined, path: Path): void => {
    if (id !== undefined) exists({ kind: 'schedule', id, span: () => entry.locate(path) }, definitions.schedules, report);
  };
  during(value.during, ['during']);
  value.overrides?.forEach((override, i) => during(override.during, ['overrides', i, 'during']));
};

/** Where the level is told in an environment: by the last override there that says so, else by the check. */
const notifyPath = (entry: Entry<CheckDefinition>, environment: string, level: AlertLevel): Path => {
  const setBy = overridesIn(entry, environment).findLast((index) => entry.value.overrides?.[index]?.notify?.[level] !== undefined);
  return setBy === undefined ? ['notify', level] : ['overrides', setBy, 'notify', level];
};

const checkReceivers = (entry: Entry<CheckDefinition>, notify: Check['notify'], { context, teams }: CheckScope): void => {
  const team = teams.get(entry.value.owner);
  const isTeamSound = context.definitions.teams.get(entry.value.owner)?.sound ?? false;
  for (const level of ['warning', 'critical'] as const satisfies readonly AlertLevel[]) {
    const urgency = notify[level];
    if (!isTeamSound || team === undefined || urgency === undefined || team.receivers[urgency] !== undefined) continue;
    const span = entry.locate(notifyPath(entry, context.environment, level));
    context.report(noReceiver({ team: team.id, urgency, environment: context.environment }, span));
  }
};

const notifyOf = ({ notify }: Effective): Check['notify'] => ({
  ...(notify?.critical === undefined ? {} : { critical: notify.critical }),
  ...(notify?.warning === undefined ? {} : { warning: notify.warning }),
});

const optional = ({
  runbook,
  dashboard,
  during,
  unknown,
  notifyAfter,
  flapping,
}: Effective): Pick<Check, 'runbook' | 'dashboard' | 'unknown' | 'during' | 'firstDelayMs' | 'flapping'> => ({
  ...(runbook === undefined ? {} : { runbook }),
  ...(dashboard === undefined ? {} : { dashboard }),
  ...(during === undefined ? {} : { during }),
  ...(unknown === undefined ? {} : { unknown }),
  ...(notifyAfter === undefined ? {} : { firstDelayMs: parseDuration(notifyAfter) ?? 0 }),
  ...(flapping === undefined ? {} : { flapping }),
});

const linkCheck = (entry: Entry<CheckDefinition>, scope: CheckScope): Check | undefined => {
  const { context, inventory } = scope;
  const { value, id } = entry;
  checkReferences(entry, context);
  const on = listOf(value.on);
  const isList = Array.isArray(value.on);
  const targetsKnown = checkTargets(on, (i) => entry.locate(['on', ...(isList ? [i] : [])]), context);
  const hosts = hostsOf(on, inventory);
  const subject = linkSubject(entry, hosts, scope);
  const effective = effectiveIn(entry, context.environment);
  const notify = notifyOf(effective);
  checkReceivers(entry, notify, scope);
  const named = value.threshold === undefined ? Object.values(value.thresholds ?? {}) : [value.threshold];
  const thresholds = named.flatMap((name) => scope.thresholds.get(name) ?? []);
  const timing = linkTiming(entry, effective, { context, thresholds });
  if (subject === undefined || !targetsKnown || !scope.teams.has(value.owner)) return undefined;
  const dependsOn = [...(value.dependsOn ?? [])].sort(compareText);
  const { why, owner, notes, movedFrom } = value;
  return {
    id,
    ...(movedFrom === undefined ? {} : { movedFrom }),
    why,
    owner,
    stage: effective.stage ?? 'live',
    on,
    hosts,
    notify,
    ...optional(effective),
    ...(notes === undefined ? {} : { notes }),
    timing,
    dependsOn,
    subject,
  };
};

const belongsHere = ({ value }: Entry<CheckDefinition>, environment: string): boolean => value.environments?.includes(environment) ?? true;

/** The checks of one environment whose references all lead somewhere; a check on groups that are empty here is left out. */
export const linkChecks = (scope: CheckScope): readonly Check[] => {
  const linked = [...scope.context.definitions.checks.values()]
    .filter((entry) => belongsHere(entry, scope.context.environment))
    .flatMap((entry) => linkCheck(entry, scope) ?? []);
  const present = linked.filter(({ on, hosts }) => on.length === 0 || hosts.length > 0);
  const ids = new Set(present.map(({ id }) => id));
  const isHere = (id: string): boolean => ids.has(id);
  return present.map((check) => (check.dependsOn.every(isHere) ? check : { ...check, dependsOn: check.dependsOn.filter(isHere) }));
};
