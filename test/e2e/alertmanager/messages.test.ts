import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { alertmanager } from '../../../src/emitters/alertmanager/emitter.ts';
import type { Model } from '../../../src/model/model.ts';
import { type Alertmanager, startAlertmanager, toldTo } from '../../support/alertmanager.ts';
import { alertOf, unknownOf } from '../../support/alerts.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { emitAll } from '../../support/emit.ts';
import { sampleCheck, sampleModel } from '../../support/sample-model.ts';
import { type Mail, readMail, type SmtpSink, startSmtpSink } from '../../support/smtp-sink.ts';
import { describeWith } from '../../support/tools.ts';
import { hostileTexts } from '../../support/varied-model.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const secret = 'a-routing-key-of-32-characters--';

interface SlackMessage {
  readonly attachments: readonly { readonly title: string; readonly text: string; readonly fallback: string }[];
}

interface PagerdutyEvent {
  readonly routing_key: string;
  readonly event_action: string;
  readonly payload: { readonly summary: string; readonly severity: string; readonly custom_details: Readonly<Record<string, string>> };
}

describeWith(['prometheus-alertmanager'], 'messages of a real Alertmanager', () => {
  const daemons = useDaemons();
  let webhook: Webhook;
  let smtp: SmtpSink;
  let model: Model;
  let daemon: Alertmanager;

  beforeAll(async () => {
    webhook = await startWebhook();
    smtp = await startSmtpSink();
    const directory = daemons.directory();
    writeFileSync(join(directory, 'key'), secret);
    writeFileSync(join(directory, 'slack'), `${webhook.url}/slack`);
    model = sampleModel({
      teams: [
        {
          id: 'backend',
          name: 'Backend',
          receivers: {
            page: { kind: 'pagerduty', routingKeyFile: join(directory, 'key') },
            ticket: { kind: 'email', address: 'backend@example.com' },
            chat: { kind: 'slack', urlFile: join(directory, 'slack'), channel: '#backend' },
          },
          escalation: [],
        },
        {
          id: 'hooks',
          name: 'Hooks',
          receivers: { page: { kind: 'webhook', url: `${webhook.url}/hook`, credentialsFile: join(directory, 'key') } },
          escalation: [],
        },
      ],
      checks: [
        sampleCheck('by-chat', { notify: { critical: 'chat' } }),
        sampleCheck('by-hook', { owner: 'hooks', notify: { critical: 'page' } }),
        sampleCheck('by-mail', { notify: { critical: 'ticket' } }),
        sampleCheck('by-page', { notify: { critical: 'page' } }),
      ],
      targets: {
        alertmanager: {
          groupWait: '100ms',
          groupInterval: '500ms',
          repeatInterval: '1h',
          smtp: { smarthost: `127.0.0.1:${smtp.port}`, from: 'alerts@example.com', requireTls: false },
        },
      },
    });
    const files = emitAll(alertmanager, model).artifacts.map((file) => ({
      ...file,
      // The public service in place of which this process listens.
      text: file.text.replace('      - routing_key_file:', `      - url: ${webhook.url}/pagerduty\n        routing_key_file:`),
    }));
    daemon = await startAlertmanager(daemons, { files });
  });

  const annotations = {
    summary: 'Offline queue depth is above 50000 tasks.',
    description: 'Offline queue depth on web1 is 61234 tasks; critical is above 50000 tasks.',
    why: 'Users see missing thumbnails within an hour.',
    runbook_url: 'https://runbooks.example.com/offline-queue',
    owner: 'Backend',
  };
  const hostile = {
    ...annotations,
    summary: 'Tell <!channel> & <b>all</b>',
    why: `${hostileTexts.join('\n')}\n<!here> <script>alert(1)</script>`,
  };
  const mailOf = (name: string): Mail | undefined => smtp.received().find(({ text }) => text.includes(name));
  const bodiesAt = (path: string) => webhook.received().filter((one) => one.path === path);

  test('say by mail what is wrong, why it matters, what to do and whose it is', async () => {
    await daemon.post([{ labels: { ...alertOf(model, 'by-mail', 'critical'), host: 'web1' }, annotations }]);
    const mail = await eventually('a mail', () => mailOf('by-mail'));
    expect(mail).toMatchObject({ from: 'alerts@example.com', to: ['backend@example.com'] });
    const { subject, types, body } = readMail(mail);
    expect(subject).toBe('[FIRING:1] critical by-mail on web1: Offline queue depth is above 50000 tasks.');
    expect(types).toEqual(['text/plain']);
    expect(body).toContain(
      [
        'FIRING: Offline queue depth is above 50000 tasks.',
        'Offline queue depth on web1 is 61234 tasks; critical is above 50000 tasks.',
        'Why it matters: Users see missing thumbnails within an hour.',
        'Runbook: https://runbooks.example.com/offline-queue',
        'Owner: Backend',
        'Labels: alertname=ByMail check=by-mail host=web1 severity=critical team=backend urgency=ticket',
        'Since: ',
      ].join('\n'),
    );
    await daemon.post([
      { labels: { ...alertOf(model, 'by-mail', 'critical'), host: 'web1' }, annotations, endsAt: new Date().toISOString() },
    ]);
    await eventually('a mail that it is over', () => mailOf('[RESOLVED] critical by-mail on web1'));
  });

  test('carry the texts of authors unchanged by mail, where they are no markup', async () => {
    await daemon.post([{ labels: { ...alertOf(model, 'by-mail', 'critical'), alertname: 'Hostile' }, annotations: hostile }]);
    const mail = await eventually('a mail', () => mailOf('Hostile'));
    expect(readMail(mail).body.replaceAll('\r', '')).toContain(hostile.why);
    expect(mail.text).not.toContain('text/html');
  });

  test('carry everything to a webhook, with the secret read from its file', async () => {
    await daemon.post([{ labels: { ...alertOf(model, 'by-hook', 'critical'), host: 'web1' }, annotations: hostile }]);
    const told = await eventually('a call', () => toldToHook(webhook));
    expect(told.annotations).toEqual(hostile);
    expect(bodiesAt('/hook')[0]?.headers['authorization']).toBe(`Bearer ${secret}`);
    expect(readFileSync(join(daemon.directory, 'alertmanager.yml'), 'utf8')).not.toContain(secret);
  });

  test('call nobody in Slack whom an author’s text names', async () => {
    await daemon.post([{ labels: { ...alertOf(model, 'by-chat', 'critical'), host: 'web1' }, annotations: hostile }]);
    const [call] = await eventually('a call', () => (bodiesAt('/slack').length > 0 ? bodiesAt('/slack') : undefined));
    const [{ title, text, fallback } = { title: '', text: '', fallback: '' }] = (JSON.parse(call?.body ?? '') as SlackMessage).attachments;
    expect(title).toBe('[FIRING:1] critical by-chat on web1: Tell &lt;!channel&gt; &amp; &lt;b&gt;all&lt;/b&gt;');
    expect(fallback).toBe(title);
    expect(text).not.toContain('<');
    expect(text).toContain('&lt;!here&gt; &lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('Runbook: https://runbooks.example.com/offline-queue\nOwner: Backend');
  });

  test('reach PagerDuty with a severity it takes, whatever the alert', async () => {
    await daemon.post([
      { labels: { ...alertOf(model, 'by-page', 'critical'), host: 'web1' }, annotations },
      { labels: { ...unknownOf(model, 'by-page'), host: 'web2' }, annotations },
    ]);
    const events = await eventually('two events', () => (bodiesAt('/pagerduty').length > 1 ? bodiesAt('/pagerduty') : undefined));
    const parsed = events.map(({ body }) => JSON.parse(body) as PagerdutyEvent);
    expect(parsed.map(({ payload }) => payload.severity).sort()).toEqual(['critical', 'error']);
    const critical = parsed.find(({ payload }) => payload.severity === 'critical');
    expect(critical).toMatchObject({
      routing_key: secret,
      event_action: 'trigger',
      payload: {
        summary: '[FIRING:1] critical by-page on web1: Offline queue depth is above 50000 tasks.',
        custom_details: { why: annotations.why, runbook: annotations.runbook_url, owner: 'Backend' },
      },
    });
    expect(critical?.payload.custom_details['firing']).toContain(annotations.description);
  });
});

const toldToHook = (webhook: Webhook) => {
  const hooked = webhook.received().filter(({ path }) => path === '/hook');
  return toldTo({ ...webhook, received: () => hooked })[0];
};
