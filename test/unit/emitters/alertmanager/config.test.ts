import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { alertmanager } from '../../../../src/emitters/alertmanager/emitter.ts';
import { equals, noneOf, oneOf, printMatcher } from '../../../../src/emitters/alertmanager/matchers.ts';
import type { Check, Model } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { sampleCheck, sampleModel } from '../../../support/sample-model.ts';

const emitted = (more: Partial<Model>) => {
  const outcome = emitAll(alertmanager, sampleModel(more));
  return { ...outcome, config: parse(outcome.text('alertmanager.yml')), codes: outcome.diagnostics.map(({ code }) => code).sort() };
};

const dependent = (on: Partial<Check>, check: Partial<Check> = {}) =>
  emitted({ checks: [sampleCheck('cause', on), sampleCheck('effect', { ...check, dependsOn: ['cause'] })] });

test('matchers are quoted, and ids in a pattern match only themselves', () => {
  expect(printMatcher(equals('a', 'x"y\\z\n'))).toBe('a="x\\"y\\\\z\\n"');
  expect(printMatcher(oneOf('check', ['a.b']))).toBe('check="a.b"');
  expect(printMatcher(oneOf('check', ['a.b', 'c/d-e']))).toBe('check=~"a[.]b|c/d-e"');
  expect(printMatcher(noneOf('check', ['', 'a']))).toBe('check!~"|a"');
});

test('asks for every equal label on both sides', () => {
  const [byHost, whole] = emitted({}).config.inhibit_rules;
  expect(byHost).toEqual({
    source_matchers: ['severity="critical"', 'urgency!="none"', 'check!=""', 'host!=""'],
    target_matchers: ['severity=~"warning|unknown"', 'check!=""', 'host!=""'],
    equal: ['check', 'host'],
  });
  expect(whole.equal).toEqual(['check']);
});

test('holds back what a failure explains, on the same host', () => {
  const { config, codes } = dependent({});
  expect(config.inhibit_rules[2]).toEqual({
    source_matchers: ['check="cause"', 'severity="critical"', 'host!=""'],
    target_matchers: ['check="effect"', 'host!=""'],
    equal: ['host'],
  });
  expect(codes).not.toContain('PLM449');
});

test('holds back on every host what the failure of the whole estate explains', () => {
  const { config } = dependent({ hosts: [], on: [] });
  expect(config.inhibit_rules[2]).toEqual({
    source_matchers: ['check="cause"', 'severity="critical"'],
    target_matchers: ['check="effect"'],
  });
});

test.each([
  ['a dark cause', { stage: 'dark' }, {}],
  ['a cause that tells nobody', { notify: {} }, {}],
  ['an effect without a host', {}, { subject: { kind: 'quorum', healthy: 'cause', atLeast: 1 } }],
  ['other hosts', { hosts: ['worker1'] }, { hosts: ['worker2'] }],
  ['an effect whose expression drops the host', {}, { subject: { kind: 'command', prometheus: 'sum(up) == 0' } }],
] as const)('says so where %s cannot hold anything back', (_, cause, effect) => {
  const { config, codes } = dependent(cause, effect);
  expect(config.inhibit_rules.length).toBe(2);
  expect(codes).toContain('PLM449');
});

test('names the mail server only where mail is sent', () => {
  const [team] = sampleModel().teams;
  expect(emitted({}).config.global).toEqual({
    smtp_smarthost: 'localhost:25',
    smtp_from: 'alertmanager@localhost',
    smtp_require_tls: false,
  });
  const silent = team === undefined ? [] : [{ ...team, receivers: { page: { kind: 'pagerduty', routingKeyFile: '/k' } as const } }];
  expect(emitted({ teams: silent }).config.global).toBeUndefined();
  const deadMansSwitch = { webhook: 'https://switch.example.com/x' };
  const smtp = { smarthost: 'mail.example.com:587', from: 'a@example.com', username: 'u', passwordFile: '/p' };
  expect(emitted({ targets: { alertmanager: { smtp, defaultReceiver: 'backend', deadMansSwitch } } })).toMatchObject({
    codes: [],
    config: {
      global: { smtp_smarthost: 'mail.example.com:587', smtp_auth_password_file: '/p', smtp_require_tls: true },
      route: { receiver: 'backend-ticket' },
    },
  });
});

test('secrets are only ever files', () => {
  const { config } = emitted({});
  expect(config.receivers).toMatchObject([
    { name: 'nobody' },
    { name: 'backend-page', pagerduty_configs: [{ routing_key_file: '/etc/plimsoll/secrets/backend-pagerduty', send_resolved: true }] },
    { name: 'backend-ticket', email_configs: [{ to: 'backend@example.com', send_resolved: true, html: '' }] },
  ]);
});

test('traces routes and receivers to teams', () => {
  const { artifacts } = emitAll(alertmanager, sampleModel());
  const [file] = artifacts;
  const lines = file?.text.split('\n') ?? [];
  const shown = file?.blocks.map(({ first, origin }) => [lines[first - 1]?.trim(), origin.id, origin.field]);
  expect(shown).toContainEqual(['- name: backend-page', 'backend', 'receivers.page']);
  expect(shown).toContainEqual(['- matchers:', 'backend', undefined]);
  expect(alertmanager.fieldOf('  repeat_interval: 4h')).toBe('repeatInterval');
});
