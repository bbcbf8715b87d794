import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Check, Model } from '../../../src/model/model.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { hostileTexts } from '../../support/nagios-model.ts';
import { installNagios, type RunningNagios } from '../../support/nagios.ts';
import { sampleCheck, sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';
import { startWebhook, type Webhook } from '../../support/webhook.ts';

const quick = { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 };
const onWorker1 = { on: ['worker1'], hosts: ['worker1'] } as const;

/** Every way we know to have `path` made by somebody who reads this text carelessly. */
const attacks = (path: string): readonly string[] => [
  `$(touch ${path})`,
  `\`touch ${path}\``,
  `'; touch ${path}; '`,
  `"; touch ${path}; "`,
  `x; touch ${path}`,
  `x! touch ${path}`,
  `| touch ${path}`,
  `&& touch ${path} &`,
  `$USER1$ $HOSTNAME$ $ARG1$ $SERVICEOUTPUT$ $$`,
  `-o/dev/null --config ${path}`,
  `<script>touch("${path}")</script> {{why}} {{{why}}} %s%n%0a`,
  '\u202Egpj.exe\u202C \u200Fשלום\u200E \u{1F6A2}☂',
  ...hostileTexts,
];

const long = `${'0123456789 ☂'.repeat(900)}.`;

/** Records its arguments, one after each NUL, then says something hostile of its own and fails. */
const recorder = (argvFile: string, output: string): string =>
  `#!/usr/bin/perl\nopen my $out, '>', '${argvFile}.new' or exit 3;\nprint {$out} map { "$_\\0" } @ARGV;\nclose $out;\nrename '${argvFile}.new', '${argvFile}';\nprint pack('H*', '${Buffer.from(output).toString('hex')}'), "\\n";\nexit 2;\n`;

describeWith(['nagios4', 'perl', 'curl'], 'hostile texts in every field, on a running Nagios', () => {
  const daemons = useDaemons();
  let scratch: string;
  let canary: string;
  let webhook: Webhook;
  let nagios: RunningNagios;
  let texts: readonly string[];

  const prose = (field: string): string => [field, ...texts, long].join('\n');
  const runbook = (): string => `https://runbooks.example.com/$(touch$IFS${canary});$USER1$!&(a)*?[b]~#☂\u202Ex`;

  const check = (id: string, more: Partial<Check>): Check =>
    sampleCheck(id, {
      ...onWorker1,
      timing: quick,
      why: prose('why'),
      notes: prose('notes'),
      runbook: runbook(),
      dashboard: runbook(),
      during: 'hours',
      ...more,
    });

  const model = (): Model => {
    const record = (name: string) => ({
      kind: 'command' as const,
      nagios: [join(scratch, name), ...texts.filter((text) => !/\n/.test(text)), '', long, 'x'.repeat(60_000)],
    });
    const base = sampleModel();
    return {
      ...base,
      teams: [
        {
          id: 'backend',
          name: texts.join(' '),
          receivers: { page: { kind: 'webhook', url: `${webhook.url}/page` }, ticket: { kind: 'email', address: 'backend@example.com' } },
          escalation: [],
        },
      ],
      groups: [{ id: 'offline-workers', members: ['worker1', 'worker2'], why: prose('group') }],
      schedules: [
        {
          id: 'hours',
          why: prose('schedule'),
          zone: 'Etc/UTC',
          rules: [
            { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'], ranges: [{ from: 0, to: 1440 }] },
          ],
          exceptions: [],
        },
      ],
      metrics: [
        sampleMetric('offline_queue_depth', { title: texts.join(' '), source: { prometheus: `max by (host) (x{a="${canary}"})\n# no` } }),
      ],
      checks: [
        check('paged', { notify: { critical: 'page' }, subject: record('recorder') }),
        check('mailed', { notify: { critical: 'ticket' }, subject: record('recorder') }),
        sampleCheck('measured', { ...onWorker1, timing: quick, notify: { critical: 'page', warning: 'page' }, why: prose('why') }),
        check('page-text', {
          notify: {},
          subject: {
            kind: 'probe',
            probe: 'http',
            fields: { path: '/', contains: texts.filter((text) => !/[\n\t]/.test(text)).join(' ') },
            thresholds: [],
          },
        }),
      ].sort((a, b) => (a.id < b.id ? -1 : 1)),
    };
  };

  const heard = (id: string, type = 'PROBLEM'): Promise<Record<string, unknown>> =>
    eventually(`${id} is told as ${type}`, () =>
      webhook
        .received()
        .map(({ body }) => JSON.parse(body) as Record<string, unknown>)
        .find((one) => one['check'] === id && one['type'] === type),
    );

  beforeAll(async () => {
    scratch = daemons.directory(0o777);
    canary = join(scratch, 'canary');
    texts = attacks(canary);
    webhook = await startWebhook();
    writeFileSync(join(scratch, 'recorder'), recorder(join(scratch, 'argv'), `CRITICAL: ${texts.join(' ')} \u0007${long}|x=1`), {
      mode: 0o755,
    });
    writeFileSync(
      join(scratch, 'sendmail'),
      `#!/bin/sh\nprintf '%s\\n' "$@" >'${scratch}/mail-argv'\ncat >'${scratch}/mail.new'\nmv '${scratch}/mail.new' '${scratch}/mail'\n`,
      {
        mode: 0o755,
      },
    );
    const installed = installNagios(daemons, model(), { options: { prometheus: { url: 'http://127.0.0.1:1' } } });
    for (const { path, text } of installed.emitted.artifacts) expect(text.includes('\u0000'), path).toBe(false);
    nagios = await installed.start({ PATH: `${scratch}:${process.env['PATH'] ?? ''}` });
  }, 60_000);

  test('arrive as they are in the arguments of a program', async () => {
    const argv = await eventually(
      'the program is run',
      () => existsSync(join(scratch, 'argv')) && readFileSync(join(scratch, 'argv'), 'utf8'),
      30_000,
    );
    expect(argv.split('\0').slice(0, -1)).toEqual([...texts.filter((text) => !/\n/.test(text)), '', long, 'x'.repeat(60_000)]);
  }, 60_000);

  test('arrive as they are at a webhook, but for what a plugin says, which is kept to one short line', async () => {
    const body = await heard('paged');
    expect(body).toMatchObject({
      why: prose('why'),
      notes: prose('notes'),
      runbook: runbook(),
      dashboard: runbook(),
      team: texts.join(' '),
      owner: 'backend',
    });
    const measured = String(body['measured']);
    // Nagios itself makes a colon of every semicolon in what a plugin says.
    expect(measured).toContain(`CRITICAL: $(touch ${canary}) \`touch ${canary}\` ': touch ${canary}: '`);
    expect(measured).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e]/);
    expect([...measured].length).toBeLessThanOrEqual(1004);
    expect(await heard('measured')).toMatchObject({
      state: 'UNKNOWN',
      limits: `${texts.join(' ')}: warning above 10000 tasks, critical above 50000 tasks`,
    });
  }, 60_000);

  test('arrive as they are in a mail', async () => {
    const mail = await eventually(
      'the mail is sent',
      () => existsSync(join(scratch, 'mail')) && readFileSync(join(scratch, 'mail'), 'utf8'),
      30_000,
    );
    const [head = '', ...rest] = mail.split('\n\n');
    expect(head.split('\n').slice(0, 2)).toEqual(['To: backend@example.com', 'Subject: PROBLEM: mailed on worker1 is CRITICAL']);
    expect(head).toContain('quoted-printable');
    const bytes = rest
      .join('\n\n')
      .replaceAll('=\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    const text = Buffer.from(bytes, 'latin1').toString('utf8');
    expect(text).toContain(`Why it matters: ${prose('why')}\n`);
    expect(text).toContain(`Notes:          ${prose('notes')}\n`);
    expect(text).toContain(`What to do:     ${runbook()}\n`);
    expect(readFileSync(join(scratch, 'mail-argv'), 'utf8')).toBe('-oi\n-t\n');
  }, 60_000);

  test('do nothing when an operator writes them either', async () => {
    await heard('paged');
    nagios.command(`ACKNOWLEDGE_SVC_PROBLEM;worker1;paged;1;1;0;$(touch ${canary});\`touch ${canary}\` "on" 'it' $USER1$ \u202Ex`);
    expect(await heard('paged', 'ACKNOWLEDGEMENT')).toMatchObject({
      author: expect.stringContaining('touch') as string,
      comment: expect.stringContaining(`touch ${canary}`) as string,
    });
  }, 60_000);

  test('have nothing executed', async () => {
    await nagios.until('worker1', 'page-text', ['0', '1', '2', '3'], 60_000);
    expect(existsSync(canary)).toBe(false);
    expect(nagios.log()).not.toMatch(/Error|non-check helper but exited/);
  }, 90_000);
});
