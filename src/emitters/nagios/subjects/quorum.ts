import type { Word } from '../escape.ts';
import { literally } from '../metric-source.ts';
import { checkCommand, estateHost, groupHost } from '../names.ts';
import { pluginPath } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';

/** The plugin counts members that are not OK: it alerts when they are more than this. With too few members it always alerts. */
const range = (members: number, atLeast: number): string => (atLeast > members ? '@0:' : String(members - atLeast));

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
  const words: readonly Word[] = [
    ...literally(pluginPath('check_cluster', scope.options), '--service', '-l', check.id, '-d'),
    statesOf(members, healthy),
    ...(warning === undefined ? [] : literally('-w', range(members.length, warning))),
    ...literally('-c', range(members.length, atLeast)),
  ];
  return {
    kind: 'realised',
    placements: [{ hosts: [carrier(check, scope)], command: checkCommand(check.id) }],
    commands: [{ name: checkCommand(check.id), words }],
    localCommands: [],
    differences: missing === 0 ? [] : [`${missing} of ${wanted} members have no service \`${healthy}\`, and count as not healthy.`],
  };
};
