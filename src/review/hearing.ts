import { oncePer } from '../base/once-per.ts';
import type { Check, Urgency } from '../model/model.ts';
import { printDuration } from '../model/duration.ts';
import { receiverKey, sayReceiver } from './say.ts';
import type { Side } from './side.ts';

/** Everybody who is told of one level, at once or by escalation, each by where the message goes. */
export interface Told {
  /** Places, each an urgency and a receiver, and after how many milliseconds each is told; ascending. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  /** The same for people. */
  readonly words: readonly string[];
  /** Those of the places that wake somebody. */
  readonly pages: ReadonlySet<string>;
  readonly tellings: readonly Telling[];
}

/** One team that is told in one way. */
export interface Telling {
  readonly place: string;
  readonly team: string;
  readonly urgency: Urgency;
  readonly afterMs: number;
}

const nobody: Told = { times: new Map(), words: [], pages: new Set(), tellings: [] };

const toldOf = (owner: string, urgency: Urgency | undefined, teams: Side['teams']): Told => {
  const team = teams.get(owner);
  if (team === undefined || urgency === undefined) return nobody;
  const steps = team.escalation.flatMap((step) => {
    const next = teams.get(step.team);
    return next === undefined ? [] : [{ team: next, urgency: step.urgency, afterMs: step.afterMs }];
  });
  const all = [{ team, urgency, afterMs: 0 }, ...steps].filter((one) => one.team.receivers[one.urgency] !== undefined);
  const key = (one: (typeof all)[number]) => `${one.urgency} ${receiverKey(one.team.receivers[one.urgency])}`;
  const times = new Map<string, readonly number[]>();
  for (const one of all)
    times.set(
      key(one),
      [...(times.get(key(one)) ?? []), one.afterMs].toSorted((a, b) => a - b),
    );
  return {
    times,
    words: all.map((one) => `${sayReceiver(one.team, one.urgency)}${one.afterMs === 0 ? '' : ` after ${printDuration(one.afterMs)}`}`),
    pages: new Set(all.filter((one) => one.urgency === 'page').map(key)),
    tellings: all.map((one) => ({ place: key(one), team: one.team.id, urgency: one.urgency, afterMs: one.afterMs })),
  };
};

/** Who hears of a check. */
export interface Hearing {
  readonly critical: Told;
  readonly warning: Told;
  /** Of either level, each once. */
  readonly words: readonly string[];
  /** Does any level wake somebody? */
  readonly pages: boolean;
}

const silence: Hearing = { critical: nobody, warning: nobody, words: [], pages: false };

const workedOut = ({ owner, notify }: Check, teams: Side['teams']): Hearing => {
  const [critical, warning] = [toldOf(owner, notify.critical, teams), toldOf(owner, notify.warning, teams)];
  const words = [...new Set([...critical.words, ...warning.words])];
  return { critical, warning, words, pages: critical.pages.size > 0 || warning.pages.size > 0 };
};

/** By owner and urgencies: thousands of checks ask for a handful. */
const known = oncePer<Side['teams'], Map<string, Hearing>>(() => new Map());

/** Who would hear of a check if it were live. The very same object for checks that tell alike. */
export const hearingOfLive = (check: Check, { teams }: Side): Hearing => {
  const { owner, notify } = check;
  const ofTeams = known(teams);
  const key = `${owner} ${notify.critical ?? ''} ${notify.warning ?? ''}`;
  const hearing = ofTeams.get(key) ?? workedOut(check, teams);
  ofTeams.set(key, hearing);
  return hearing;
};

/** Who hears of a check; nobody of a dark one. */
export const hearingOf = (check: Check, side: Side): Hearing => (check.stage === 'dark' ? silence : hearingOfLive(check, side));
