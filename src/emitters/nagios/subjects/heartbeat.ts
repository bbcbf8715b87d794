import { literally, queryFor } from '../metric-source.ts';
import { checkCommand } from '../names.ts';
import { printDuration } from '../../../model/duration.ts';
import { wholeSeconds } from '../time.ts';
import { carriers, metricPlugin, oneCommand, pluginPath } from './place.ts';
import { type CheckOf, type Realised, refused, type Refused, type Scope } from './realised.ts';
import { metricOf, polledBy, unaskable } from './threshold.ts';

/** Nobody asks: the result is handed in, and its absence runs a command that says so. */
const handedIn = (check: CheckOf<'heartbeat'>, scope: Scope): Realised => {
  const { withinMs } = check.subject;
  const text = `no sign of life within ${printDuration(withinMs)}`;
  return {
    kind: 'realised',
    placements: [{ hosts: carriers(check, scope), command: checkCommand(check.id) }],
    commands: [{ name: checkCommand(check.id), words: literally(pluginPath('check_dummy', scope.options), '2', text) }],
    localCommands: [],
    silenceMs: withinMs,
    differences: [],
  };
};

/** Must be heard from: the age of a metric at gmetad, or results handed in. */
export const realiseHeartbeat = (check: CheckOf<'heartbeat'>, scope: Scope): Realised | Refused => {
  const { metric: id, withinMs } = check.subject;
  if (id === undefined) return handedIn(check, scope);
  const metric = metricOf(id, scope);
  const query = queryFor(metric, { model: scope.model, options: { ...scope.options, ask: 'gmetad' }, onHost: check.hosts.length > 0 });
  if (query?.backend !== 'gmetad') return refused('source', `only gmetad tells how old \`${id}\` is, and it does not have it`);
  const problem = unaskable(check.hosts);
  if (problem !== undefined) return refused('words', problem);
  const words = [metricPlugin(scope.options), ...query.words, ...literally('--heartbeat', wholeSeconds(withinMs))];
  const realised = oneCommand(check, words, scope);
  const polled = polledBy(metric, query, scope);
  return { ...realised, placements: realised.placements.map((one) => ({ ...one, polled: polled && { ...polled, limits: [], withinMs } })) };
};
