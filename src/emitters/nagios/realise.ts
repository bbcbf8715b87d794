import type { Check, CheckSubject, Metric, Model } from '../../model/model.ts';
import { isWritable } from './escape.ts';
import { realiseBurnRate } from './subjects/burn-rate.ts';
import { realiseCommand } from './subjects/command.ts';
import { realiseHeartbeat } from './subjects/heartbeat.ts';
import { realiseProbe } from './subjects/probe.ts';
import { realiseQuorum } from './subjects/quorum.ts';
import { type Place, type Realised, refused, type Refused, type Scope } from './subjects/realised.ts';
import { metricOf, realiseThreshold } from './subjects/threshold.ts';

const withSubject = <S extends CheckSubject>(check: Check, subject: S) => ({ ...check, subject });

const bySubject = (check: Check, scope: Scope): Realised | Refused => {
  const { subject } = check;
  switch (subject.kind) {
    case 'threshold':
      return realiseThreshold(withSubject(check, subject), scope);
    case 'probe':
      return realiseProbe(withSubject(check, subject), scope);
    case 'heartbeat':
      return realiseHeartbeat(withSubject(check, subject), scope);
    case 'quorum':
      return realiseQuorum(withSubject(check, subject), scope);
    case 'burnRate':
      return realiseBurnRate(withSubject(check, subject), scope);
    case 'command':
      return realiseCommand(withSubject(check, subject), scope);
  }
};

/** MAX_ARG_STRLEN of Linux is 128 KiB for one argument; the daemon's own buffers are smaller than the rest. */
const longestWord = 100_000;

const textProblem = (text: string): string | undefined => {
  if (text.length > longestWord) return 'an argument is longer than a program may be given';
  return isWritable(text) ? undefined : 'an argument holds a line end or a control character';
};

const unwritableWord = ({ commands, localCommands }: Realised): string | undefined => {
  for (const { words } of commands) {
    for (const word of words) {
      for (const piece of word) {
        const problem = typeof piece === 'string' ? textProblem(piece) : undefined;
        if (problem !== undefined) return problem;
      }
    }
  }
  return localCommands.flatMap(({ words }) => words.flatMap((word) => textProblem(word) ?? []))[0];
};

const realiseOnce = (check: Check, scope: Scope): Realised | Refused => {
  const result = bySubject(check, scope);
  if (result.kind === 'refused') return result;
  if (result.placements.length === 0) return refused('source', 'its limits differ by host, and it has no hosts');
  const problem = unwritableWord(result);
  return problem === undefined ? result : refused('words', problem);
};

const hostsOf = (result: Realised | Refused): readonly string[] =>
  result.kind === 'refused' ? [] : result.placements.flatMap(({ hosts }) => hosts);

export interface Realiser extends Pick<Scope, 'servicesOf' | 'checkOf'> {
  (check: Check): Realised | Refused;
  readonly metricOf: (id: string) => Metric;
}

/** A part of a model in which whatever its checks refer to stands as well. */
export type Surroundings = Place & Pick<Model, 'checks' | 'metrics'>;

/** Realises checks of one model. Checks that others refer to are looked at twice, and only those. */
export const createRealiser = (base: Pick<Scope, 'options'> & { readonly model: Surroundings }): Realiser => {
  const byId = new Map(base.model.checks.map((check) => [check.id, check]));
  const known = new Map<string, readonly string[]>();
  const servicesOf = (id: string): readonly string[] => {
    const found = known.get(id);
    if (found !== undefined) return found;
    known.set(id, []);
    const check = byId.get(id);
    const hosts = check === undefined ? [] : hostsOf(realiseOnce(check, scope));
    known.set(id, hosts);
    return hosts;
  };
  const metrics = new Map(base.model.metrics.map((metric) => [metric.id, metric]));
  const checkOf = (id: string) => byId.get(id);
  const scope: Scope = { ...base, metrics, servicesOf, checkOf };
  return Object.assign((check: Check) => realiseOnce(check, scope), {
    servicesOf,
    checkOf,
    metricOf: (id: string) => metricOf(id, scope),
  });
};
