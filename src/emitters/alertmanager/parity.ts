import { noEscalation } from '../../diagnostics/codes/plm447-no-escalation.ts';
import { inexactDependency } from '../../diagnostics/codes/plm449-inexact-dependency.ts';
import { lateCause } from '../../diagnostics/codes/plm458-late-cause.ts';
import { parseDuration } from '../../model/duration.ts';
import type { Check, Model } from '../../model/model.ts';
import { escalationsOf } from '../escalation.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { type Dependencies, dependenciesOf } from './dependency-inhibition.ts';
import { getOrAdd, groupBy } from './grouping.ts';
import { waitOf, witnessWaits } from './host-inhibition.ts';
import type { Routing } from './routes.ts';
import { isEscalated } from './tellings.ts';

type Because = Map<string, string[]>;

const say = (because: Because, { id }: Check, sentence: string): void => {
  const said = getOrAdd(because, id, (): string[] => []);
  if (!said.includes(sentence)) said.push(sentence);
};

/** Steps of a team that some alert of it has no twin for. */
const idleSteps = (checks: readonly Check[], because: Because, teams: Routing['teams']): ReadonlySet<number> => {
  const idle = new Set<number>();
  for (const check of checks)
    for (const urgency of new Set(Object.values(check.notify)))
      for (const { step } of escalationsOf(check, urgency, teams).idle) {
        say(because, check, `Step ${step} of the escalation tells nobody new, so that it is left out.`);
        idle.add(step);
      }
  return idle;
};

const escalations = ({ model, teams, context: { report, locate } }: Routing, because: Because): void => {
  for (const check of model.checks)
    if (isEscalated(check, teams))
      say(because, check, 'A step of an escalation is a longer wait of the same alert: that somebody has taken it on does not stop it.');
  for (const [team, checks] of groupBy(model.checks, ({ owner }) => owner)) {
    const idle = [...idleSteps(checks, because, teams)].sort((a, b) => a - b);
    if (idle.length === 0) continue;
    const steps = `step${idle.length === 1 ? '' : 's'} ${idle.join(', ')}`;
    report(noEscalation({ team, steps }, locate({ kind: 'teams', id: team, field: 'escalation' })));
  }
};

const dependencies = ({ held, differences }: Dependencies, { options, context: { report, locate } }: Routing, because: Because): void => {
  const field = 'dependsOn';
  for (const { check, on, why } of differences) {
    report(inexactDependency({ check: check.id, on: on.id, why }, locate({ kind: 'checks', id: check.id, field })));
    say(because, check, `Not held back while \`${on.id}\` fails: ${why}`);
  }
  const groupWait = parseDuration(options.groupWait) ?? 0;
  for (const [on, checks] of held)
    for (const check of checks) {
      if (waitOf(on) <= waitOf(check) + groupWait) continue;
      const params = { check: check.id, on: on.id, wait: prometheusDuration(waitOf(check)), causeWait: prometheusDuration(waitOf(on)) };
      report(lateCause(params, locate({ kind: 'checks', id: check.id, field })));
      say(because, check, `It tells before \`${on.id}\`, which waits longer, can hold it back.`);
    }
};

const severalParents = ({ hosts }: Model): ReadonlySet<string> =>
  new Set(hosts.filter(({ parents }) => parents.length > 1).map(({ id }) => id));

const hosts = ({ model }: Routing, because: Because): void => {
  const several = severalParents(model);
  const waits = witnessWaits(model);
  for (const check of model.checks) {
    const own = waitOf(check);
    if (check.hosts.some((host) => own < (waits.get(host) ?? 0)))
      say(because, check, 'It tells before the ping check of its host, which waits longer, can say that the host is down.');
    if (check.hosts.some((host) => several.has(host)))
      say(because, check, 'Where a host has several parents, it is held back only by what all of them are reached through.');
  }
};

/** The rules say so as a finding. */
const flapping = ({ model }: Routing, because: Because): void => {
  for (const check of model.checks)
    if (check.flapping !== undefined && !tellsNobody(check))
      say(because, check, 'That a state changes too often is not noticed: each change is told, at most once every `groupInterval`.');
};

const tellsNobody = ({ stage, notify }: Check): boolean => stage === 'dark' || Object.keys(notify).length === 0;

/** Says of every check what Alertmanager does otherwise than the definition says. */
export const reportParity = (routing: Routing): void => {
  const because: Because = new Map();
  escalations(routing, because);
  dependencies(dependenciesOf(routing.model), routing, because);
  hosts(routing, because);
  flapping(routing, because);
  for (const { id } of routing.model.checks) {
    const said = because.get(id) ?? [];
    routing.context.parity({ kind: 'checks', id, fidelity: said.length === 0 ? 'exact' : 'approximate', because: said });
  }
};
