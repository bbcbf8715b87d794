import type { Check, Model, Urgency } from '../../model/model.ts';
import { silent } from '../alert-labels.ts';
import type { EmitContext } from '../contract.ts';
import { type Estate, estateOf, namesHost } from './alert-scope.ts';
import { getOrAdd } from './grouping.ts';
import { type InhibitRule, onSame } from './inhibit-rule.ts';
import { equals, type Matcher, oneOf } from './matchers.ts';
import { pressesAs } from './tellings.ts';

/** A check, and one whose failure explains it. */
interface Pair {
  readonly check: Check;
  readonly on: Check;
}

const hostObstacle = ({ check, on }: Pair, estate: Estate): string | undefined => {
  if (!namesHost(on, estate)) return undefined;
  if (!namesHost(check, estate)) return 'Only one of the two says which host it is about.';
  const own = new Set(check.hosts);
  return on.hosts.some((host) => own.has(host)) ? undefined : 'The two look at different hosts.';
};

/** An alert that is muted holds others back all the same (Alertmanager asks for inhibition before it asks for the hours). */
const hoursObstacle = ({ check, on }: Pair): string | undefined =>
  on.during === undefined || on.during === check.during
    ? undefined
    : `It tells somebody in the hours of ${on.during} only, and at other times somebody must hear of what follows.`;

/** Why a check's failure cannot hold back another; undefined when it can. */
const obstacle = (pair: Pair, estate: Estate): string | undefined => {
  const { on } = pair;
  if (on.stage === 'dark') return 'A dark check must change nothing, so it holds nothing back.';
  if (on.notify.critical === undefined) return 'Nobody is told when it fails, so somebody must hear of what follows.';
  return hoursObstacle(pair) ?? hostObstacle(pair, estate);
};

/** What of a check is held back by nothing, since it presses more than the cause. */
const pressing = ({ check, on }: Pair): Urgency | undefined => {
  const { critical } = on.notify;
  return Object.values(check.notify).find((urgency) => critical !== undefined && !pressesAs(critical, urgency));
};

const all = ['chat', 'ticket', 'page'] as const satisfies readonly Urgency[];

/** A message in a chat holds back no page: whoever is to be woken hears of it. */
export const noMoreUrgentThan = (urgency: Urgency): readonly Matcher[] => {
  const milder = all.filter((one) => pressesAs(urgency, one));
  return milder.length === all.length ? [] : [oneOf('urgency', [...milder, silent])];
};

const ruleOf = (on: Check, urgency: Urgency, { targets, estate }: { targets: readonly string[]; estate: Estate }): InhibitRule => {
  const source = [equals('check', on.id), equals('severity', 'critical')];
  const target = [oneOf('check', targets), ...noMoreUrgentThan(urgency)];
  return onSame(namesHost(on, estate) ? [estate.hostLabel] : [], source, target);
};

/** What is not held back, and why. */
export interface Difference extends Pair {
  readonly why: string;
}

const differenceOf = (pair: Pair, impossible: string | undefined): string | undefined => {
  const more = pressing(pair);
  return impossible ?? (more && `A ${more} is not held back, since the failure is told by ${pair.on.notify.critical} only.`);
};

/** Which checks hold back which, and which do not although the definitions say so. */
export interface Dependencies {
  readonly held: ReadonlyMap<Check, readonly Check[]>;
  readonly differences: readonly Difference[];
}

const pairsOf = ({ checks }: Model): readonly Pair[] => {
  const byId = new Map(checks.map((check) => [check.id, check]));
  return checks.flatMap((check) =>
    check.dependsOn.flatMap((id) => {
      const on = byId.get(id);
      return on === undefined ? [] : [{ check, on }];
    }),
  );
};

export const dependenciesOf = (model: Model): Dependencies => {
  const estate = estateOf(model);
  const held = new Map<Check, Check[]>();
  const differences: Difference[] = [];
  for (const pair of pairsOf(model)) {
    const impossible = obstacle(pair, estate);
    const why = differenceOf(pair, impossible);
    if (why !== undefined) differences.push({ ...pair, why });
    if (impossible === undefined) getOrAdd(held, pair.on, (): Check[] => []).push(pair.check);
  }
  return { held, differences };
};

/** Checks whose failure explains others hold those back, one rule each. */
export const dependencyInhibition = (model: Model, { mark }: EmitContext): readonly InhibitRule[] => {
  const estate = estateOf(model);
  return [...dependenciesOf(model).held].flatMap(([on, checks]) => {
    const { critical } = on.notify;
    if (critical === undefined) return [];
    const targets = checks.map(({ id }) => id);
    return [{ mark: mark({ kind: 'checks', id: on.id }), ...ruleOf(on, critical, { targets, estate }) }];
  });
};
