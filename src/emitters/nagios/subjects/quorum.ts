import { type AlertLevel, hasLevel, type Limits } from '../../../model/limits.ts';
import type { Check } from '../../../model/model.ts';
import type { Word } from '../escape.ts';
import { literally } from '../metric-source.ts';
import { checkCommand, estateHost, groupHost } from '../names.ts';
import { metricPlugin } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';

const limitsOf = ({ subject }: Check): readonly Limits[] => {
  if (subject.kind === 'threshold') return subject.variants.map(({ limits }) => limits);
  return subject.kind === 'probe' ? subject.thresholds.flatMap(({ variants }) => variants.map(({ limits }) => limits)) : [];
};

interface Health {
  /** From this level on a member is not healthy. */
  readonly unhealthy: AlertLevel;
  readonly differences: readonly string[];
}

/** A member is unhealthy when it is critical; where its limits know no critical, when it is a warning. Nagios has one state of it. */
const healthOf = (healthy: Check | undefined): Health => {
  const warned = (healthy === undefined ? [] : limitsOf(healthy)).filter((limits) => hasLevel(limits, 'warning'));
  const mild = warned.filter((limits) => !hasLevel(limits, 'critical'));
  if (mild.length > 0 && mild.length === warned.length) return { unhealthy: 'warning', differences: [] };
  const differences = mild.length === 0 ? [] : ['A member that is a warning counts as healthy, by whichever of its limits it is one.'];
  return { unhealthy: 'critical', differences };
};

const carrier = ({ on }: CheckOf<'quorum'>, { model }: Scope): string => {
  const [only, ...others] = on;
  const isGroup = only !== undefined && others.length === 0 && model.groups.some(({ id }) => id === only);
  return isGroup ? groupHost(only) : estateHost(model.estate);
};

const statesOf = (hosts: readonly string[], service: string): Word =>
  hosts.flatMap((host, i) => [...(i === 0 ? [] : [',']), { macro: { stateOf: { host, service } } }]);

/** Enough members healthy: counts the states the daemon itself has of another check. */
export const realiseQuorum = (check: CheckOf<'quorum'>, scope: Scope): Realised | Refused => {
  const { healthy, atLeast, warning } = check.subject;
  const looked = scope.servicesOf(healthy);
  const members = check.hosts.length === 0 ? looked : check.hosts.filter((host) => looked.includes(host));
  if (members.length === 0) return refused('source', `\`${healthy}\` has no service in Nagios to count`);
  const wanted = check.hosts.length === 0 ? members.length : check.hosts.length;
  const missing = wanted - members.length;
  const health = healthOf(scope.checkOf(healthy));
  const words: readonly Word[] = [
    metricPlugin(scope.options),
    ...literally('--members'),
    statesOf(members, healthy),
    ...literally('--unhealthy', health.unhealthy, '--below', `${warning === undefined ? '' : `warning=${warning},`}critical=${atLeast}`),
  ];
  return {
    kind: 'realised',
    placements: [{ hosts: [carrier(check, scope)], command: checkCommand(check.id) }],
    commands: [{ name: checkCommand(check.id), words }],
    localCommands: [],
    differences: [
      ...health.differences,
      ...(missing === 0 ? [] : [`${missing} of ${wanted} members have no service \`${healthy}\`, and count as not healthy.`]),
    ],
  };
};
