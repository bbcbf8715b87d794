import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import { emitAll } from '../../../support/emit.ts';
import { hostileTexts, variedModel } from '../../../support/nagios-model.ts';
import { findTool } from '../../../support/tools.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-notify-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const script = join(directory, 'plimsoll-notify');
const tables = join(directory, 'notify');
const mail = join(directory, 'mail');
const argvFile = join(directory, 'curl-argv');

let server: Server;
let status = 200;
const received: { readonly authorization: string; readonly body: Record<string, unknown> }[] = [];

const executable = (path: string, text: string): void => {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
};

beforeAll(async () => {
  const outcome = emitAll(nagios, variedModel());
  mkdirSync(join(directory, 'bin'));
  executable(script, outcome.text('libexec/plimsoll-notify'));
  for (const { path, text } of outcome.artifacts.filter((one) => one.path.startsWith('notify/'))) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  executable(join(directory, 'bin/sendmail'), `#!/bin/sh\ncat >'${mail}'\n`);
  executable(join(directory, 'bin/curl'), `#!/bin/sh\nprintf '%s\\n' "$@" >'${argvFile}'\nexec ${findTool('curl') ?? 'curl'} "$@"\n`);
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      received.push({ authorization: request.headers.authorization ?? '', body: JSON.parse(body) as Record<string, unknown> });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  writeFileSync(join(directory, 'token'), 's3cret-token\n');
  writeFileSync(join(directory, 'slack-url'), `http://127.0.0.1:${port}/slack\n`);
  const rows = [
    `hook\twebhook\thttp://127.0.0.1:${port}/\t${join(directory, 'token')}`,
    `chat\tslack\t${join(directory, 'slack-url')}\t#ops`,
  ];
  writeFileSync(join(tables, 'contacts.tsv'), `${outcome.text('notify/contacts.tsv')}${rows.join('\n')}\n`);
});
afterAll(() => server.close());

type Words = readonly string[];

/** Runs the notifier as Nagios would, with these macros in its environment. */
const notify = (args: Words, macros: Readonly<Record<string, string>> = {}): Promise<{ readonly code: number; readonly stderr: string }> =>
  new Promise((resolve) => {
    const passed = Object.fromEntries(Object.entries(macros).map(([name, value]) => [`NAGIOS_${name}`, value]));
    const env = { PATH: `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}`, ...passed };
    execFile(script, [tables, ...args], { env, encoding: 'utf8' }, (error, _, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr });
    });
  });

const told = { code: 0, stderr: '' };
const queue = ['service', 'backend-ticket-warning', 'PROBLEM', 'worker1', 'WARNING', 'offline-queue'];
const about = (service: string, output: string, more = {}) => ({
  HOSTNAME: 'worker1',
  SERVICEDESC: service,
  SERVICEOUTPUT: output,
  SERVICENOTIFICATIONNUMBER: '3',
  ...more,
});

test('mails what happened, what was measured against which limits, why it matters and what to do', async () => {
  expect(await notify(queue, about('offline-queue', 'WARNING: offline_queue_depth on worker1 is 12000 tasks'))).toEqual(told);
  expect(readFileSync(mail, 'utf8').split('\n')).toEqual([
    'To: backend@example.com',
    'Subject: PROBLEM: offline-queue on worker1 is WARNING',
    'Auto-Submitted: auto-generated',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    'PROBLEM: offline-queue on worker1 is WARNING',
    '',
    'Measured:       WARNING: offline_queue_depth on worker1 is 12000 tasks',
    'Limits:         Offline queue depth: warning above 10000 tasks, critical above 50000 tasks, for 5m',
    'Why it matters: Users see missing thumbnails within an hour of a stalled queue.',
    'What to do:     https://runbooks.example.com/offline-queue',
    'Dashboard:      https://graphs.example.com/?a=$x;b',
    'Owner:          Backend (backend)',
    'Told before:    2 times',
    '',
  ]);
});

test('says that nothing was passed on rather than something about another service', async () => {
  const unknown = 'Measured:       not passed on: this Nagios has enable_environment_macros=0\n';
  await notify(queue);
  expect(readFileSync(mail, 'utf8')).toContain(unknown);
  await notify(queue, about('alive', 'OK'));
  expect(readFileSync(mail, 'utf8')).toContain(unknown);
});

test('names the limits of the very host', async () => {
  for (const [host, limits] of [
    ['worker1', 'used warning at least 80%, critical at least 90%, for 5m'],
    ['worker2', 'used critical at least 95%, for 5m'],
  ] as const) {
    await notify(['service', 'backend-ticket', 'PROBLEM', host, 'CRITICAL', 'area/disk']);
    expect(readFileSync(mail, 'utf8')).toContain(`Limits:         ${limits}\n`);
  }
});

test('encodes a mail with lines that servers would break', async () => {
  const row =
    readFileSync(join(tables, 'checks/backend.tsv'), 'utf8')
      .split('\n')
      .find((line) => line.startsWith('vendor\t')) ?? '';
  const why = `${'☂ = ü '.repeat(400)}end. \nlast`;
  writeFileSync(join(tables, 'checks/0.tsv'), `long${row.slice(6, row.lastIndexOf('\t') + 1)}${why.replace('\n', '\\n')}\n`);
  expect(await notify(['service', 'backend-ticket', 'PROBLEM', 'worker1', 'CRITICAL', 'long'])).toEqual(told);
  const [head = '', ...body] = readFileSync(mail, 'utf8').split('\n\n');
  expect(head).toContain('Content-Transfer-Encoding: quoted-printable');
  expect(
    Math.max(
      ...body
        .join('\n\n')
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThanOrEqual(76);
  const decoded = Buffer.from(
    body
      .join('\n\n')
      .replaceAll('=\n', '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');
  expect(decoded).toContain(`Why it matters: ${why}\n`);
});

test.skipIf(findTool('curl') === undefined)(
  'posts hostile texts as JSON that gives them back, with the token on no command line',
  async () => {
    expect(await notify(['service', 'hook', 'PROBLEM', 'worker1', 'CRITICAL', 'vendor'])).toEqual(told);
    expect(received.at(-1)).toMatchObject({
      authorization: 'Bearer s3cret-token',
      body: {
        version: 1,
        type: 'PROBLEM',
        state: 'CRITICAL',
        host: 'worker1',
        check: 'vendor',
        owner: 'backend',
        team: 'Backend',
        why: hostileTexts.join('\n'),
        measured: null,
        limits: null,
      },
    });
    expect(readFileSync(argvFile, 'utf8')).not.toContain('s3cret');
    expect(
      await notify(['host', 'chat', 'RECOVERY', 'worker1', 'UP'], { HOSTNAME: 'worker1', SERVICEDESC: '', HOSTOUTPUT: 'PING <!channel>' }),
    ).toEqual(told);
    expect(received.at(-1)?.body).toEqual({ channel: '#ops', text: 'RECOVERY: worker1 is UP\n\nMeasured:       PING &lt;!channel&gt;\n' });
  },
);

test.skipIf(findTool('curl') === undefined)('treats what a plugin says as text from a stranger', async () => {
  const canary = join(directory, 'canary');
  const hostile = `$(touch ${canary}) \`touch ${canary}\` "q" 'q' \\ \u202e☂\u0007 $USER1$`;
  const hook = ['service', 'hook', 'PROBLEM', 'worker1', 'CRITICAL', 'vendor'];
  expect(await notify(hook, about('vendor', hostile, { NOTIFICATIONCOMMENT: 'on my\n.\nway' }))).toEqual(told);
  expect(received.at(-1)?.body).toMatchObject({
    measured: `$(touch ${canary}) \`touch ${canary}\` "q" 'q' \\  ☂  $USER1$`,
    number: 3,
    comment: 'on my . way',
  });
  expect(await notify(hook, about('vendor', '☂'.repeat(20_000)))).toEqual(told);
  expect(received.at(-1)?.body['measured']).toBe(`${'☂'.repeat(1000)} ...`);
  expect(existsSync(canary)).toBe(false);
});

test.skipIf(findTool('curl') === undefined)('fails when the receiver does not take the message', async () => {
  const hook = ['service', 'hook', 'PROBLEM', 'worker1', 'CRITICAL', 'vendor'];
  status = 302;
  expect(await notify(hook)).toMatchObject({ code: 1, stderr: expect.stringContaining('HTTP status 302') as string });
  status = 200;
});

test('refuses names that are none, and contacts it does not know', async () => {
  expect(await notify(['service', 'backend-page', 'PROBLEM', 'a;b', 'OK', 'x'])).toMatchObject({ code: 1 });
  expect(await notify(['service', 'who', 'PROBLEM', 'a', 'OK', 'x'])).toMatchObject({
    code: 1,
    stderr: 'plimsoll-notify: no contact who\n',
  });
});
