import { flag, httpConfig, listOf, name, strict, text } from './common.ts';

const email = strict(
  {
    send_resolved: flag,
    to: name,
    from: text,
    smarthost: text,
    hello: text,
    auth_username: text,
    auth_password: text,
    auth_password_file: text,
    auth_secret: text,
    auth_identity: text,
    require_tls: flag,
    html: text,
    text,
    headers: { type: 'object', additionalProperties: text },
  },
  ['to'],
);

const webhook = strict({ send_resolved: flag, url: name, http_config: httpConfig, max_alerts: { type: 'integer', minimum: 0 } }, ['url']);

const slack = strict({
  send_resolved: flag,
  api_url: text,
  api_url_file: text,
  channel: text,
  username: text,
  color: text,
  title: text,
  title_link: text,
  pretext: text,
  text,
  footer: text,
  fallback: text,
  icon_emoji: text,
  link_names: flag,
  short_fields: flag,
  mrkdwn_in: listOf(text),
  http_config: httpConfig,
});

const pagerduty = strict({
  send_resolved: flag,
  routing_key: text,
  routing_key_file: text,
  service_key: text,
  service_key_file: text,
  url: text,
  client: text,
  client_url: text,
  description: text,
  severity: text,
  details: { type: 'object', additionalProperties: text },
  class: text,
  component: text,
  group: text,
  http_config: httpConfig,
});

/** The kinds of receiver an estate can have; Alertmanager knows more. */
export const receivers = listOf(
  strict(
    {
      name,
      email_configs: listOf(email),
      webhook_configs: listOf(webhook),
      slack_configs: listOf(slack),
      pagerduty_configs: listOf(pagerduty),
    },
    ['name'],
  ),
);
