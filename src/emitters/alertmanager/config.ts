import type { Model } from '../../model/model.ts';
import { marked, type YamlData, type YamlMap } from '../yaml-writer.ts';
import { deadMansSwitch } from './dead-mans-switch.ts';
import { dependencyInhibition } from './dependency-inhibition.ts';
import { hostInhibition } from './host-inhibition.ts';
import { type InhibitRule, printInhibitRule } from './inhibit-rule.ts';
import { levelInhibition, tierInhibition } from './level-inhibition.ts';
import { type Messages, messagesOf } from './messages.ts';
import type { Options } from './options.ts';
import { printNamedInterval } from './print-interval.ts';
import { nobody, receiverOf, urgenciesOf } from './receivers.ts';
import { printRoute, type Route } from './route-tree.ts';
import type { Routing } from './routes.ts';

/** The mail server of the machine Alertmanager runs on, as Debian sets it up. */
export const localSmtp = { smarthost: 'localhost:25', from: 'alertmanager@localhost', requireTls: false } as const;

export const sendsMail = ({ teams }: Model): boolean =>
  teams.some(({ receivers }) => Object.values(receivers).some(({ kind }) => kind === 'email'));

const globalSection = (model: Model, options: Options): YamlMap | undefined => {
  const { smarthost, from, username, passwordFile, requireTls }: NonNullable<Options['smtp']> = options.smtp ?? localSmtp;
  if (options.smtp === undefined && !sendsMail(model)) return undefined;
  return {
    smtp_smarthost: smarthost,
    smtp_from: from,
    smtp_auth_username: username,
    smtp_auth_password_file: passwordFile,
    smtp_require_tls: requireTls,
  };
};

const teamReceivers = ({ model, context }: Routing, messages: Messages): readonly YamlData[] =>
  model.teams.flatMap((team) =>
    urgenciesOf(team).flatMap((urgency) => {
      const receiver = team.receivers[urgency];
      if (receiver === undefined) return [];
      const mark = context.mark({ kind: 'teams', id: team.id, field: `receivers.${urgency}` });
      return [marked(mark, receiverOf(team, urgency, receiver, messages))];
    }),
  );

const receiversOf = (routing: Routing): readonly YamlData[] => [
  { name: nobody },
  ...(routing.options.deadMansSwitch === undefined ? [] : [deadMansSwitch(routing.options.deadMansSwitch)]),
  ...teamReceivers(routing, messagesOf(routing.context, routing.model.hostLabel)),
];

const intervalDefinitions = ({ context, intervals }: Routing): readonly YamlData[] =>
  [...intervals].flatMap(([id, { active, mute }]) => {
    const mark = context.mark({ kind: 'schedules', id });
    return (mute === undefined ? [active] : [active, mute]).map((each) => marked(mark, printNamedInterval(each)));
  });

const inhibitionOf = ({ model, context }: Routing): readonly InhibitRule[] => [
  ...levelInhibition(model),
  ...tierInhibition(model),
  ...hostInhibition(model, context),
  ...dependencyInhibition(model, context),
];

/** The whole configuration, as data with marks. */
export const configOf = (routing: Routing, tree: Route): YamlMap => {
  const { model, options, context } = routing;
  const own = (value: YamlData): YamlData =>
    marked(context.mark({ kind: 'settings', id: model.estate, field: 'targets.alertmanager' }), value);
  const mail = globalSection(model, options);
  const definitions = intervalDefinitions(routing);
  return {
    global: mail === undefined ? undefined : own(mail),
    route: printRoute(tree),
    inhibit_rules: own(inhibitionOf(routing).map(printInhibitRule)),
    time_intervals: definitions.length === 0 ? undefined : own(definitions),
    receivers: own(receiversOf(routing)),
  };
};
