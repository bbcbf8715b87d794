import { sortedBy } from '../../base/compare.ts';
import type { AlertLevel } from '../../model/limits.ts';
import type { Check, Team, Urgency } from '../../model/model.ts';
import { contactName, type Hearing, shared } from './names.ts';

/** One way a team is reached, for some levels: a contact, and a contact group of the same name. */
export interface Ear {
  readonly team: string;
  readonly urgency: Urgency;
  readonly hearing: Hearing;
}

export const earName = ({ team, urgency, hearing }: Ear): string => contactName(team, urgency, hearing);

const levels = ['critical', 'warning'] as const satisfies readonly AlertLevel[];

/** Levels that somebody is told. */
export const toldLevels = ({ notify }: Pick<Check, 'notify'>): readonly AlertLevel[] =>
  levels.filter((level) => notify[level] !== undefined);

type Telling = Pick<Check, 'notify' | 'owner'>;

/** Who hears of a check: one ear where all it tells has one urgency (its own options say what it tells), else one for each level. */
const earsOf = ({ notify, owner }: Telling): readonly Ear[] => {
  const [urgency, ...others] = new Set(Object.values(notify));
  if (urgency === undefined) return [];
  if (others.length === 0) return [{ team: owner, urgency, hearing: 'all' }];
  return levels.flatMap((level) => {
    const own = notify[level];
    return own === undefined ? [] : [{ team: owner, urgency: own, hearing: level }];
  });
};

/** Who of these is told that a host is down: whoever hears of critical problems on it, which a dead host has. */
const hostEarsOf = (check: Telling): readonly Ear[] =>
  check.notify.critical === undefined ? [] : earsOf(check).filter(({ hearing }) => hearing !== 'warning');

/** Ears a receiver exists for; the others would be contacts that cannot be reached. */
export const reachable = (ears: readonly Ear[], teams: ReadonlyMap<string, Team>): readonly Ear[] =>
  ears.filter(({ team, urgency }) => teams.get(team)?.receivers[urgency] !== undefined);

/** Whoever can be reached of those a check tells. */
export interface Audience {
  readonly ears: readonly Ear[];
  /** Those of them who are told that a host is down. */
  readonly hostEars: readonly Ear[];
  readonly groups: string;
}

export type AudienceOf = (check: Telling) => Audience;

const gather = (check: Telling, teams: ReadonlyMap<string, Team>): Audience => {
  const ears = reachable(earsOf(check), teams);
  return { ears, hostEars: reachable(hostEarsOf(check), teams), groups: groupsText(ears) };
};

/** Tens of thousands of checks have a handful of audiences: checks with the same one get the same object. */
export const audiences = (teams: ReadonlyMap<string, Team>): AudienceOf => {
  const known = new Map<string, Audience>();
  return (check) => {
    const { owner, notify } = check;
    const key = `${notify.critical ?? ''} ${notify.warning ?? ''} ${owner}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const audience = gather(check, teams);
    known.set(key, audience);
    return audience;
  };
};

/** Value of `contact_groups`; never empty, since Nagios warns of that. */
export const groupsText = (ears: readonly Ear[]): string =>
  ears.length === 0 ? shared.nobody : sortedBy(new Set(ears.map(earName)), (name) => name).join(',');

/**
 * Letters of notification options for these levels. A check that gives no answer is told like a critical one, or like a warning
 * where only warnings are told.
 */
export const optionLetters = (told: readonly AlertLevel[], unknown: Check['unknown'] = 'tell'): readonly string[] => {
  if (told.length === 0) return ['n'];
  return [
    ...(told.includes('warning') ? ['w'] : []),
    ...(unknown === 'tell' ? ['u'] : []),
    ...(told.includes('critical') ? ['c'] : []),
    'r',
  ];
};

const lettersOf: Readonly<Record<Hearing, string>> = { all: 'w,u,c,r', critical: 'u,c,r', warning: 'w,r' };

export const earLetters = (hearing: Hearing): string => lettersOf[hearing];
/** Hosts have no warnings. */
export const earHostLetters = (hearing: Hearing): string => (hearing === 'warning' ? 'n' : 'd,u,r');
