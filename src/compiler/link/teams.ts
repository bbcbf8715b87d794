import type { TeamDefinition } from '../../definitions/team.ts';
import { noReceiver } from '../../diagnostics/codes/plm204-no-receiver.ts';
import { parseDuration } from '../../model/duration.ts';
import type { EscalationStep, Receiver, Team, Urgency } from '../../model/model.ts';
import type { Entry } from '../definitions.ts';
import { exists, type LinkContext } from './context.ts';

type ReceiverMap = TeamDefinition['receivers'];
type ReceiverDefinition = NonNullable<ReceiverMap[Urgency]>;

const linkReceiver = ({ email, webhook, slack, pagerduty }: ReceiverDefinition): Receiver | undefined => {
  if (email !== undefined) return { kind: 'email', address: email };
  if (slack !== undefined) return { kind: 'slack', ...slack };
  if (pagerduty !== undefined) return { kind: 'pagerduty', ...pagerduty };
  if (webhook === undefined) return undefined;
  const { url, credentialsFile } = webhook;
  return { kind: 'webhook', url, ...(credentialsFile === undefined ? {} : { credentialsFile }) };
};

const linkReceivers = (maps: readonly ReceiverMap[]): Team['receivers'] => {
  const linked: Partial<Record<Urgency, Receiver>> = {};
  for (const map of maps)
    for (const urgency of ['chat', 'page', 'ticket'] as const) {
      const receiver = map[urgency] && linkReceiver(map[urgency]);
      if (receiver !== undefined) linked[urgency] = receiver;
    }
  return linked;
};

/** A team's receivers in one environment: its own, and what the environment's overrides put in their place. */
const receiversIn = ({ value }: Entry<TeamDefinition>, environment: string): Team['receivers'] =>
  linkReceivers([value.receivers, ...(value.overrides ?? []).filter((one) => one.environment === environment).map((one) => one.receivers)]);

const linkEscalation = (entry: Entry<TeamDefinition>, { definitions, environment, report }: LinkContext): readonly EscalationStep[] =>
  (entry.value.escalation ?? []).flatMap(({ after, team = entry.id, notify }, i) => {
    const span = () => entry.locate(['escalation', i, 'team']);
    if (!exists({ kind: 'team', id: team, span }, definitions.teams, report)) return [];
    const target = definitions.teams.get(team);
    if (target?.sound === true && receiversIn(target, environment)[notify] === undefined) {
      report(noReceiver({ team, urgency: notify, environment }, entry.locate(['escalation', i, 'notify'])));
      return [];
    }
    return [{ afterMs: parseDuration(after) ?? 0, team, urgency: notify }];
  });

const checkOverrides = (entry: Entry<TeamDefinition>, { environments, report }: LinkContext): void => {
  entry.value.overrides?.forEach(({ environment }, i) =>
    exists({ kind: 'environment', id: environment, span: () => entry.locate(['overrides', i, 'environment']) }, environments, report),
  );
};

/** The teams as they are reached in one environment. */
export const linkTeams = (context: LinkContext): ReadonlyMap<string, Team> =>
  new Map(
    [...context.definitions.teams.values()].map((entry) => {
      checkOverrides(entry, context);
      const receivers = receiversIn(entry, context.environment);
      const { name, members } = entry.value;
      const escalation = linkEscalation(entry, context);
      return [entry.id, { id: entry.id, name, receivers, escalation, ...(members === undefined ? {} : { members }) }];
    }),
  );
