import { type Receiver, type Team, urgencies, type Urgency } from '../../model/model.ts';
import type { YamlMap } from '../yaml-writer.ts';
import type { Messages } from './messages.ts';

/** Tells nobody. No team's receiver can have the name: those end in an urgency. */
export const nobody = 'nobody';

export const receiverName = (team: string, urgency: Urgency): string => `${team}-${urgency}`;

/** PagerDuty refuses an event, and with it the page, for a severity it does not know. */
const pagerdutySeverity =
  '{{ if eq .CommonLabels.severity "critical" "warning" "info" }}{{ .CommonLabels.severity }}{{ else }}error{{ end }}';

const common = (name: string): string => `{{ .CommonAnnotations.${name} }}`;

/** Its whole payload is data, annotations and labels included, so there is nothing to word. */
export const webhook = ({ url, credentialsFile }: { url: string; credentialsFile?: string }): YamlMap => ({
  url,
  send_resolved: true,
  http_config: credentialsFile === undefined ? undefined : { authorization: { credentials_file: credentialsFile } },
});

/** Plain text alone: it reads the same everywhere, and no author's text can be markup. */
const email = (address: string, { subject, text }: Messages): YamlMap => ({
  to: address,
  send_resolved: true,
  headers: { Subject: subject },
  html: '',
  text,
});

const slack = ({ urlFile, channel }: { urlFile: string; channel: string }, { slackTitle, slackText }: Messages): YamlMap => ({
  api_url_file: urlFile,
  channel,
  send_resolved: true,
  title: slackTitle,
  fallback: slackTitle,
  text: slackText,
});

const pagerduty = (routingKeyFile: string, { subject, text }: Messages): YamlMap => ({
  routing_key_file: routingKeyFile,
  send_resolved: true,
  severity: pagerdutySeverity,
  description: subject,
  details: { why: common('why'), runbook: common('runbook_url'), owner: common('owner'), firing: text },
});

const integration = (receiver: Receiver, messages: Messages): YamlMap => {
  switch (receiver.kind) {
    case 'email':
      return { email_configs: [email(receiver.address, messages)] };
    case 'webhook':
      return { webhook_configs: [webhook(receiver)] };
    case 'slack':
      return { slack_configs: [slack(receiver, messages)] };
    case 'pagerduty':
      return { pagerduty_configs: [pagerduty(receiver.routingKeyFile, messages)] };
  }
};

export const receiverOf = (team: Team, urgency: Urgency, receiver: Receiver, messages: Messages): YamlMap => ({
  name: receiverName(team.id, urgency),
  ...integration(receiver, messages),
});

/** The urgencies a team can be told by, in a fixed order. */
export const urgenciesOf = (team: Team): readonly Urgency[] => urgencies.filter((urgency) => team.receivers[urgency] !== undefined);

/** Who hears of what no team owns: the least pressing receiver that somebody still has to look at. */
export const defaultReceiverOf = (team: Team): string | undefined => {
  const urgency = (['ticket', 'page', 'chat'] as const).find((one) => team.receivers[one] !== undefined);
  return urgency && receiverName(team.id, urgency);
};
