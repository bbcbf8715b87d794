import { didYouMean } from '../base/suggest.ts';
import { placesIn } from '../diagnostics/render/place.ts';
import { provenanceOf } from '../compiler/provenance.ts';
import type { Compilation } from '../compiler/compile.ts';
import type { AlertLevel } from '../model/limits.ts';
import { type Check, type Model, urgencies } from '../model/model.ts';
import type { ProjectContext } from './context.ts';
import { unknownNames } from './names.ts';
import type { CheckFilter, CheckList, ListedCheck } from './check-types.ts';

/** Who is told of a level, at once or by escalation; nobody of a dark check. */
const toldOf = ({ notify, owner, stage }: Check, level: AlertLevel, { teams }: Model): readonly string[] => {
  const urgency = notify[level];
  if (urgency === undefined || stage === 'dark') return [];
  const steps = teams.find(({ id }) => id === owner)?.escalation ?? [];
  return [...new Set([`${owner}/${urgency}`, ...steps.map((step) => `${step.team}/${step.urgency}`)])];
};

const looksOf = ({ subject }: Check): string => (subject.kind === 'probe' ? `probe ${subject.probe}` : subject.kind);

const fitsReceiver = (told: readonly string[], receiver: string): boolean =>
  told.some((one) => one === receiver || one.split('/').includes(receiver));

const fits = (check: Check, told: readonly string[], { owner, on, stage, receiver }: CheckFilter): boolean =>
  (owner === undefined || check.owner === owner) &&
  (stage === undefined || check.stage === stage) &&
  (on === undefined || check.on.includes(on) || check.hosts.includes(on)) &&
  (receiver === undefined || fitsReceiver(told, receiver));

const listedIn = (model: Model, compilation: Compilation, filter: CheckFilter): readonly ListedCheck[] => {
  const { locate } = provenanceOf(compilation, model);
  const places = placesIn(compilation.texts);
  return model.checks.flatMap((check): readonly ListedCheck[] => {
    const [critical, warning] = [toldOf(check, 'critical', model), toldOf(check, 'warning', model)];
    const span = locate({ kind: 'checks', id: check.id });
    if (span === undefined || !fits(check, [...critical, ...warning], filter)) return [];
    const { file, line, column } = places(span);
    const { id, owner, stage, on, why } = check;
    return [
      {
        environment: model.environment,
        id,
        owner,
        stage,
        looks: looksOf(check),
        on,
        hosts: check.hosts.length,
        critical,
        warning,
        why,
        file,
        line,
        column,
      },
    ];
  });
};

const stranger = (what: string, name: string, known: readonly string[]): string =>
  `there is no ${what} \`${name}\`; ${didYouMean(name, new Set(known), `\`plimsoll list\` shows what there is.`)}`;

/** A team, an urgency, or both. */
const receiverProblem = (receiver: string, teams: readonly string[]): string | undefined => {
  const [team = '', urgency, ...more] = receiver.split('/');
  const isUrgency = (word: string | undefined): boolean => urgencies.some((one) => one === word);
  if (urgency === undefined)
    return isUrgency(team) || teams.includes(team) ? undefined : stranger('receiver', team, [...teams, ...urgencies]);
  if (!teams.includes(team)) return stranger('team', team, teams);
  return isUrgency(urgency) && more.length === 0 ? undefined : stranger('urgency', urgency, urgencies);
};

/** What a filter names must be there somewhere: a slip of the pen would look like an answer. */
const problemOf = ({ definitions }: Compilation, { owner, on, receiver }: CheckFilter): string | undefined => {
  if (definitions === undefined) return undefined;
  const teams = [...definitions.teams.keys()];
  const places = [...definitions.groups.keys(), ...definitions.hosts.keys()];
  if (owner !== undefined && !teams.includes(owner)) return stranger('team', owner, teams);
  if (on !== undefined && !places.includes(on)) return stranger('group or host', on, places);
  return receiver === undefined ? undefined : receiverProblem(receiver, teams);
};

/** The checks of each environment that fit a filter. */
export const listChecks = async (context: ProjectContext, filter: CheckFilter): Promise<CheckList> => {
  const compilation = await context.compile();
  const models = compilation.models.filter(({ environment }) => environment === (filter.environment ?? environment));
  const problem = problemOf(compilation, filter);
  return {
    ...(problem !== undefined && { problem }),
    diagnostics: [...compilation.diagnostics, ...unknownNames(compilation, filter)],
    checks: models.flatMap((model) => listedIn(model, compilation, filter)),
  };
};
