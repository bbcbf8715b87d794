import type { Check } from '../../model/model.ts';
import { firstDelay } from './delays.ts';
import { prose, urlText } from './escape.ts';
import { type EscalationPlan, planEscalation } from './escalations.ts';
import { type Audience, optionLetters, toldLevels } from './hearing.ts';
import { shared } from './names.ts';
import type { ServiceScope } from './service-scope.ts';
import type { Placement, Realised } from './subjects/realised.ts';
import { wholeSeconds } from './time.ts';

/** What all services of one check share. */
export interface ServicePlan {
  readonly audience: Audience;
  readonly escalation: EscalationPlan;
  /** When the check tells. */
  readonly period: string;
  readonly directives: Readonly<Record<string, string | boolean>>;
}

/** The services of one check. */
export interface Services {
  readonly mark: string;
  readonly placements: readonly Pick<Placement, 'hosts' | 'command'>[];
  readonly directives: ServicePlan['directives'];
}

const looks = ({ timing }: Check, { silenceMs, countsLooks }: Realised, { interval }: ServiceScope) => {
  const handedIn = silenceMs !== undefined;
  return {
    checkInterval: interval(timing.everyMs),
    retryInterval: interval(timing.retryMs),
    attempts: String(handedIn && countsLooks !== true ? 1 : timing.attempts),
    active: handedIn ? '0' : '1',
    passive: handedIn ? '1' : '0',
    isHandedIn: handedIn,
    freshnessThreshold: handedIn ? wholeSeconds(silenceMs) : '0',
  };
};

const texts = ({ why, owner, runbook, dashboard }: Check) => ({
  why: prose(why),
  owner,
  hasRunbook: runbook !== undefined,
  runbook: runbook === undefined ? '' : urlText(runbook),
  hasDashboard: dashboard !== undefined,
  dashboard: dashboard === undefined ? '' : urlText(dashboard),
});

const delay = (check: Check, { interval }: ServiceScope) => {
  const delayMs = firstDelay(check);
  return { hasFirstDelay: delayMs !== undefined, firstDelay: delayMs === undefined ? '0' : interval(delayMs) };
};

/** Nagios counts as flapping from the high threshold on, and until below the low one; UNKNOWN is a state like the others. */
const flapping = ({ flapping: limits }: Check) => ({
  flaps: limits === undefined ? '0' : '1',
  hasFlapping: limits !== undefined,
  flapLow: String(limits?.low ?? 0),
  flapHigh: String(limits?.high ?? 0),
});

/** Everything of a check's services but host and command, final and escaped. */
export const planServices = (check: Check, realised: Realised, scope: ServiceScope): ServicePlan => {
  const audience = scope.audienceOf(check);
  const { ears, groups } = audience;
  const escalation = planEscalation(check, ears, scope);
  const period = check.during === undefined ? shared.always : scope.periodOf(check.during).name;
  const tells = check.stage === 'live' && ears.length > 0;
  return {
    audience,
    escalation,
    period,
    directives: {
      description: check.id,
      ...looks(check, realised, scope),
      ...flapping(check),
      ...delay(check, scope),
      notifies: tells ? '1' : '0',
      options: optionLetters(toldLevels(check), check.unknown).join(','),
      remindInterval: scope.interval(escalation.firstIntervalMs),
      period,
      always: shared.always,
      groups,
      ...texts(check),
    },
  };
};

/** One view per service. */
export const serviceViews = ({ mark, placements, directives }: Services): readonly object[] =>
  placements.flatMap(({ hosts, command }) => hosts.map((host) => ({ mark, host, command, ...directives })));
