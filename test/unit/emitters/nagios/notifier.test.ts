import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import { emitAll } from '../../../support/emit.ts';
import { variedModel } from '../../../support/nagios-model.ts';
import { findTool } from '../../../support/tools.ts';

const directory = mkdtempSync(join(tmpdir(), 'plimsoll-notify-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const script = join(directory, 'plimsoll-notify');
const tables = join(directory, 'notify');
const mail = join(directory, 'mail');
const argvFile = join(directory, 'curl-argv');

let server: Server;
let port = 0;
const received: { readonly authorization: string; readonly body: unknown }[] = [];

const executable = (path: string, text: string): void => {
  writeFileSync(path, text);
  chmodSync(path, 0o755);
};

beforeAll(async () => {
  const outcome = emitAll(nagios, variedModel());
  mkdirSync(join(tables, 'checks'), { recursive: true });
  mkdirSync(join(directory, 'bin'));
  executable(script, outcome.text('libexec/plimsoll-notify'));
  for (const { path, text } of outcome.artifacts.filter((one) => one.path.startsWith('notify/')))
    writeFileSync(join(directory, path), text);
  executable(join(directory, 'bin/sendmail'), `#!/bin/sh\ncat >'${mail}'\n`);
  executable(join(directory, 'bin/curl'), `#!/bin/sh\nprintf '%s\\n' "$@" >'${argvFile}'\nexec ${findTool('curl') ?? 'curl'} "$@"\n`);
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString('utf8')));
    request.on('end', () => {
      received.push({ authorization: request.headers.authorization ?? '', body: JSON.parse(body) as unknown });
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
  writeFileSync(join(directory, 'token'), 's3cret-token\n');
  writeFileSync(join(directory, 'slack-url'), `http://127.0.0.1:${port}/slack\n`);
  const rows = [
    `hook\twebhook\thttp://127.0.0.1:${port}/\t${join(directory, 'token')}`,
    `chat\tslack\t${join(directory, 'slack-url')}\t#ops`,
  ];
  writeFileSync(join(tables, 'contacts.tsv'), `${outcome.text('notify/contacts.tsv')}${rows.join('\n')}\n`);
});
afterAll(() => server.close());

const notify = (...args: readonly string[]): Promise<{ readonly code: number; readonly stderr: string }> =>
  new Promise((resolve) => {
    const env = { ...process.env, PATH: `${join(directory, 'bin')}:${process.env['PATH'] ?? ''}` };
    execFile(script, [tables, ...args], { env, encoding: 'utf8' }, (error, _, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stderr });
    });
  });

test('mails what happened, why it matters and what to do', async () => {
  expect(await notify('service', 'backend-ticket-warning', 'PROBLEM', 'worker1', 'WARNING', 'offline-queue')).toEqual({
    code: 0,
    stderr: '',
  });
  const text = readFileSync(mail, 'utf8');
  expect(text).toMatch(/^To: backend@example\.com\nSubject: PROBLEM: offline-queue on worker1 is WARNING\n/);
  expect(text).toContain('Why it matters: Users see missing thumbnails within an hour of a stalled queue.\n');
  expect(text).toContain('What to do:     https://runbooks.example.com/offline-queue\n');
});

test.skipIf(findTool('curl') === undefined)('posts hostile texts as JSON, with the token on no command line', async () => {
  expect(await notify('service', 'hook', 'PROBLEM', 'worker1', 'CRITICAL', 'vendor')).toEqual({ code: 0, stderr: '' });
  expect(received.at(-1)).toMatchObject({
    authorization: 'Bearer s3cret-token',
    body: { type: 'PROBLEM', state: 'CRITICAL', host: 'worker1', check: 'vendor', owner: 'backend' },
  });
  expect(JSON.stringify(received.at(-1)?.body)).toContain('$HOME and $(id) and `id`');
  expect(readFileSync(argvFile, 'utf8')).not.toContain('s3cret');
  expect(await notify('host', 'chat', 'RECOVERY', 'worker1', 'UP')).toEqual({ code: 0, stderr: '' });
  expect(received.at(-1)?.body).toMatchObject({ channel: '#ops', text: 'RECOVERY: worker1 is UP' });
});

test('refuses names that are none, and contacts it does not know', async () => {
  expect(await notify('service', 'backend-page', 'PROBLEM', 'a;b', 'OK', 'x')).toMatchObject({ code: 1 });
  expect(await notify('service', 'who', 'PROBLEM', 'a', 'OK', 'x')).toMatchObject({ code: 1, stderr: 'plimsoll-notify: no contact who\n' });
});
