import { parseDuration } from '../../model/duration.ts';
import type { Check, Model } from '../../model/model.ts';
import type { EmitContext } from '../contract.ts';
import { prometheusDuration } from '../prometheus-duration.ts';
import { marked, type YamlData, type YamlMap } from '../yaml-writer.ts';
import { dependencyInhibition, levelInhibition } from './inhibition.ts';
import type { Options } from './options.ts';
import { defaultReceiverOf, nobody, receiverOf, urgenciesOf } from './receivers.ts';
import { silentRoutes, teamRoute } from './routes.ts';
import { type TimeIntervals, timeIntervals } from './time-intervals.ts';

/** The mail server of the machine Alertmanager runs on, as Debian sets it up. */
export const localSmtp = { smarthost: 'localhost:25', from: 'alertmanager@localhost', requireTls: false } as const;

export const sendsMail = ({ teams }: Model): boolean =>
  teams.some(({ receivers }) => Object.values(receivers).some(({ kind }) => kind === 'email'));

const globalSection = (model: Model, chosen: Options): YamlMap | undefined => {
  const { smarthost, from, username, passwordFile, requireTls }: NonNullable<Options['smtp']> = chosen.smtp ?? localSmtp;
  if (chosen.smtp === undefined && !sendsMail(model)) return undefined;
  return {
    smtp_smarthost: smarthost,
    smtp_from: from,
    smtp_auth_username: username,
    smtp_auth_password_file: passwordFile,
    smtp_require_tls: requireTls,
  };
};

const canonical = (text: string): string => prometheusDuration(parseDuration(text) ?? 0);

const intervalsOf = (model: Model): ReadonlyMap<string, TimeIntervals> => {
  const kept = new Set(model.checks.flatMap(({ during }) => during ?? []));
  return new Map(model.schedules.filter(({ id }) => kept.has(id)).map((schedule) => [schedule.id, timeIntervals(schedule)]));
};

const byOwner = (checks: readonly Check[]): ReadonlyMap<string, readonly Check[]> => {
  const owners = new Map<string, Check[]>();
  for (const check of checks) {
    const list = owners.get(check.owner) ?? [];
    list.push(check);
    owners.set(check.owner, list);
  }
  return owners;
};

interface Parts {
  readonly model: Model;
  readonly chosen: Options;
  readonly context: EmitContext;
  readonly intervals: ReadonlyMap<string, TimeIntervals>;
}

const rootRoute = ({ model, chosen, context, intervals }: Parts): YamlMap => {
  const owners = byOwner(model.checks);
  const fallback = model.teams.find(({ id }) => id === chosen.defaultReceiver);
  return {
    receiver: (fallback && defaultReceiverOf(fallback)) ?? nobody,
    group_by: ['alertname', 'team', 'severity'],
    group_wait: canonical(chosen.groupWait),
    group_interval: canonical(chosen.groupInterval),
    repeat_interval: canonical(chosen.repeatInterval),
    routes: [...silentRoutes(), ...model.teams.map((team) => teamRoute(team, owners.get(team.id) ?? [], { context, intervals }))],
  };
};

const receiversOf = ({ model, context }: Parts): readonly YamlData[] => [
  { name: nobody },
  ...model.teams.flatMap((team) =>
    urgenciesOf(team).flatMap((urgency) => {
      const receiver = team.receivers[urgency];
      if (receiver === undefined) return [];
      return [marked(context.mark({ kind: 'teams', id: team.id, field: `receivers.${urgency}` }), receiverOf(team, urgency, receiver))];
    }),
  ),
];

const intervalDefinitions = ({ context, intervals }: Parts): readonly YamlData[] =>
  [...intervals].flatMap(([id, { definitions }]) => definitions.map((one) => marked(context.mark({ kind: 'schedules', id }), one)));

/** The whole configuration, as data with marks. */
export const configOf = (model: Model, chosen: Options, context: EmitContext): YamlMap => {
  const parts = { model, chosen, context, intervals: intervalsOf(model) };
  const own = (value: YamlData): YamlData =>
    marked(context.mark({ kind: 'settings', id: model.estate, field: 'targets.alertmanager' }), value);
  const mail = globalSection(model, chosen);
  const definitions = intervalDefinitions(parts);
  return {
    global: mail === undefined ? undefined : own(mail),
    route: own(rootRoute(parts)),
    inhibit_rules: own([...levelInhibition(model), ...dependencyInhibition(model, context)]),
    time_intervals: definitions.length === 0 ? undefined : own(definitions),
    receivers: own(receiversOf(parts)),
  };
};
