import { duration, flag, httpConfig, labelName, listOf, matchers, name, strict, text } from './common.ts';
import { receivers } from './receivers.ts';

const global = strict({
  resolve_timeout: duration,
  http_config: httpConfig,
  smtp_from: text,
  smtp_smarthost: { type: 'string', pattern: ':[0-9]+$' },
  smtp_hello: text,
  smtp_auth_username: text,
  smtp_auth_password: text,
  smtp_auth_password_file: text,
  smtp_auth_identity: text,
  smtp_auth_secret: text,
  smtp_require_tls: flag,
  slack_api_url: text,
  slack_api_url_file: text,
  pagerduty_url: text,
});

const groupBy = { type: 'array', items: { type: 'string', pattern: '^(?:[a-zA-Z_][a-zA-Z0-9_]*|\\.\\.\\.)$' }, uniqueItems: true } as const;

const common = {
  receiver: name,
  group_by: groupBy,
  group_wait: duration,
  group_interval: { ...duration, not: { pattern: '^0[a-z]*$' } },
  repeat_interval: { ...duration, not: { pattern: '^0[a-z]*$' } },
} as const;

const routeList = { type: 'array', items: { $ref: '#/definitions/route' } } as const;

const route = strict({
  ...common,
  matchers,
  continue: flag,
  mute_time_intervals: listOf(name),
  active_time_intervals: listOf(name),
  routes: routeList,
});

/** The root takes every alert: it has neither matchers nor hours. */
const root = strict({ ...common, routes: routeList }, ['receiver']);

const clock = { type: 'string', pattern: '^(?:[01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$' } as const;
const day = '(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday)';

const interval = strict({
  times: listOf(strict({ start_time: clock, end_time: clock }, ['start_time', 'end_time'])),
  weekdays: listOf({ type: 'string', pattern: `^${day}(?::${day})?$` }),
  days_of_month: listOf({ type: 'string', pattern: '^-?[0-9]{1,2}(?::-?[0-9]{1,2})?$' }),
  months: listOf({ type: 'string', pattern: '^(?:[0-9]{1,2}|[a-z]+)(?::(?:[0-9]{1,2}|[a-z]+))?$' }),
  years: listOf({ type: 'string', pattern: '^[0-9]+(?::[0-9]+)?$' }),
  location: name,
});

const inhibition = strict({ source_matchers: matchers, target_matchers: matchers, equal: listOf(labelName) });

/** The configuration as Alertmanager 0.25 documents it: a key it does not know makes it refuse the file. */
export const configSchema = {
  ...strict(
    {
      global,
      templates: listOf(text),
      route: root,
      inhibit_rules: listOf(inhibition),
      receivers,
      time_intervals: listOf(strict({ name, time_intervals: listOf(interval) }, ['name', 'time_intervals'])),
    },
    ['route', 'receivers'],
  ),
  definitions: { route },
} as const;
