import { type Receiver, type Team, urgencies, type Urgency } from '../../model/model.ts';
import type { YamlMap } from '../yaml-writer.ts';

/** Tells nobody. No team's receiver can have the name: those end in an urgency. */
export const nobody = 'nobody';

export const receiverName = (team: string, urgency: Urgency): string => `${team}-${urgency}`;

const slackText = [
  '{{ range .Alerts }}*{{ .Annotations.summary }}* {{ .Annotations.description }}',
  '{{ .Annotations.why }}',
  '{{ .Annotations.runbook_url }}',
  '{{ end }}',
].join('\n');

const integration = (receiver: Receiver): YamlMap => {
  switch (receiver.kind) {
    case 'email':
      return { email_configs: [{ to: receiver.address, send_resolved: true }] };
    case 'webhook': {
      const credentials = receiver.credentialsFile;
      const http = credentials === undefined ? undefined : { authorization: { credentials_file: credentials } };
      return { webhook_configs: [{ url: receiver.url, send_resolved: true, http_config: http }] };
    }
    case 'slack':
      return { slack_configs: [{ api_url_file: receiver.urlFile, channel: receiver.channel, send_resolved: true, text: slackText }] };
    case 'pagerduty':
      return {
        pagerduty_configs: [{ routing_key_file: receiver.routingKeyFile, send_resolved: true, severity: '{{ .CommonLabels.severity }}' }],
      };
  }
};

export const receiverOf = (team: Team, urgency: Urgency, receiver: Receiver): YamlMap => ({
  name: receiverName(team.id, urgency),
  ...integration(receiver),
});

/** The urgencies a team can be told by, in a fixed order. */
export const urgenciesOf = (team: Team): readonly Urgency[] => urgencies.filter((urgency) => team.receivers[urgency] !== undefined);

/** Who hears of what no team owns: the least pressing receiver that somebody still has to look at. */
export const defaultReceiverOf = (team: Team): string | undefined => {
  const urgency = (['ticket', 'page', 'chat'] as const).find((one) => team.receivers[one] !== undefined);
  return urgency && receiverName(team.id, urgency);
};
