import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import { issue, type KeyPair, makeAuthority, selfSigned } from '../../support/certificates.ts';
import { type Daemons, useDaemons } from '../../support/daemon.ts';
import { serveMail } from '../../support/mail-server.ts';
import { accepts, askTcp, freePort } from '../../support/ports.ts';
import { lookFromBothSides, type Looked, mismatches, type ProbeCase, type State } from '../../support/probe-sides.ts';
import { answer, serveRaw, serveTcp } from '../../support/raw-http.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

type Rows = Readonly<Record<string, readonly [state: State, fields: object, limits?: Readonly<Record<string, Limits>>]>>;

const above = (warning: string | undefined, critical: string): Limits => [
  { form: 'above', ...(warning !== undefined && { warning: bound(warning) }), critical: bound(critical) },
];
const below = (warning: string, critical: string): Limits => [{ form: 'below', warning: bound(warning), critical: bound(critical) }];

const quick = { timeout: '2s' };
const hostile = `a "b" 'c' $HOME $(id) \`id\` !x ;y |z \\ 100% {{d}} \${1} grün`;

const saying = (text: string) => (socket: Socket) => void socket.write(text);
const replying = (reply: (text: string) => string) => (socket: Socket) =>
  void socket.on('data', (chunk) => socket.write(reply(chunk.toString())));

const tcpRows = async (pair: KeyPair): Promise<Rows> => {
  const greets = await serveTcp(saying('hello there\r\nsecond line\r\n'));
  const echoes = await serveTcp(replying((text) => `got ${JSON.stringify(text)}\r\n`));
  const silent = await serveTcp(() => undefined);
  const closes = await serveTcp((socket) => void socket.end());
  const late = await serveTcp((socket) => void setTimeout(() => socket.write('at last\r\n'), 700));
  const partial = await serveTcp((socket) => void socket.end('hel'));
  const secure = await serveRaw(({ socket }) => void socket.end('secure\r\n'), pair);
  const closed = await freePort();
  const sent = `say ${hostile}\r\n\tx\r\n\r\n`;
  const tls = { port: secure, tls: true, serverName: 'www.example.test', send: 'GET / HTTP/1.0\r\n\r\n' };
  return {
    'a port that is open': ['ok', { port: silent }],
    'a port that is closed': ['critical', { port: closed }],
    'a greeting': ['ok', { port: greets, expect: 'hello' }],
    'a greeting that goes on': ['ok', { port: greets, expect: 'second' }],
    'another greeting': ['critical', { port: greets, expect: 'Hello' }],
    silence: ['critical', { port: silent, expect: 'hello' }],
    'an end without a word': ['critical', { port: closes, expect: 'hello' }],
    'half a word': ['critical', { port: partial, expect: 'hello' }],
    'a greeting with what regular expressions mean': ['critical', { port: greets, expect: 'hello.there' }],
    'an answer to what was sent': ['ok', { port: echoes, send: 'PING\r\n', expect: 'got "PING\\r\\n"' }],
    'hostile text, sent as it is': ['ok', { port: echoes, send: sent, expect: `got ${JSON.stringify(sent)}` }],
    'an answer in time': ['ok', { port: late, expect: 'last' }, { responseTime: above('1', '1.5') }],
    'an answer later than the warning': ['warning', { port: late, expect: 'last' }, { responseTime: above('0.4', '1.5') }],
    'an answer later than both': ['critical', { port: late, expect: 'last' }, { responseTime: above('0.2', '0.4') }],
    'a secure answer': ['ok', { ...tls, expect: 'secure' }],
    'another secure answer': ['critical', { ...tls, expect: 'plain' }],
    'no TLS where it is expected': ['critical', { port: silent, tls: true }],
  };
};

const certificateRows = async (directory: string, good: KeyPair, caFile: string): Promise<Rows> => {
  const page = ({ socket }: { readonly socket: Socket }) => void socket.end(answer('fine'));
  const name = 'www.example.test';
  const valid = await serveRaw(page, good);
  const expired = await serveRaw(page, issue(directory, { name: 'expired', host: name, days: -1 }));
  const self = await serveRaw(page, selfSigned(directory, { name: 'self', host: name, days: 20 }));
  const plain = await serveTcp(saying('hello\r\n'));
  const verify = { serverName: name, certificate: 'verify', caFile };
  return {
    'a certificate for long enough': ['ok', { port: valid, serverName: name }, { remaining: below('15', '7') }],
    'a certificate that ends soon': ['warning', { port: valid, serverName: name }, { remaining: below('30', '7') }],
    'a certificate that ends very soon': ['critical', { port: valid }, { remaining: below('60', '30') }],
    'a certificate that has ended': ['critical', { port: expired }, { remaining: below('30', '7') }],
    'a certificate nobody vouches for': ['ok', { port: self }, { remaining: below('15', '7') }],
    'no certificate': ['critical', { port: plain }, { remaining: below('15', '7') }],
    'a certificate to trust': ['ok', { port: valid, ...verify }, { remaining: below('15', '7') }],
    'a certificate to trust, ending soon': ['warning', { port: valid, ...verify }, { remaining: below('30', '7') }],
    'a certificate not to trust': ['critical', { port: self, ...verify }, { remaining: below('15', '7') }],
    'a trusted certificate that has ended': ['critical', { port: expired, ...verify }, { remaining: below('15', '7') }],
    'a certificate of somebody else': [
      'critical',
      { port: valid, ...verify, serverName: 'else.example.test' },
      { remaining: below('15', '7') },
    ],
    'a certificate with the authorities of the system': ['critical', { port: valid, serverName: name, certificate: 'verify' }],
  };
};

const mailRows = async (pair: KeyPair): Promise<Rows> => {
  const greeting = '220 mail.example.test ESMTP (a) $x;\r\n';
  const good = await serveMail({ greeting }, pair);
  const lines = await serveMail({ greeting: '220-welcome\r\n220 mail.example.test\r\n' }, pair);
  const bare = await serveMail({ greeting: '220\r\n' }, pair);
  const busy = await serveMail({ greeting: '421 too busy\r\n' }, pair);
  const noTls = await serveMail({ greeting, offersTls: false }, pair);
  const notNow = await serveMail({ greeting, startTls: '454 not now' }, pair);
  const unfriendly = await serveMail({ greeting, hello: '550 no' }, pair);
  const late = await serveMail({ greeting, delayMs: 700 }, pair);
  const shut = await serveMail({}, pair);
  const other = await serveTcp(saying('+PONG\r\n'));
  return {
    'a mail server': ['ok', { port: good }],
    'a mail server with its greeting': ['ok', { port: good, greeting: 'mail.example.test ESMTP (a) $x;' }],
    'a mail server with another greeting': ['critical', { port: good, greeting: 'mail.example.com' }],
    'a mail server with a long greeting': ['ok', { port: lines }],
    'a mail server of few words': ['ok', { port: bare }],
    'a busy mail server': ['critical', { port: busy }],
    'an unfriendly mail server': ['ok', { port: unfriendly }],
    'a mail server that shuts the door': ['critical', { port: shut }],
    'no mail server': ['critical', { port: other }],
    'no mail server at all': ['critical', { port: await freePort() }],
    'a mail server with TLS': ['ok', { port: good, starttls: true }],
    'a mail server without TLS': ['critical', { port: noTls, starttls: true }],
    'a mail server that refuses TLS': ['critical', { port: notNow, starttls: true }],
    'a busy mail server with TLS': ['critical', { port: busy, starttls: true }],
    'a mail server in time': ['ok', { port: late }, { responseTime: above('1.5', '1.8') }],
    'a slow mail server': ['warning', { port: late }, { responseTime: above('0.3', '1.8') }],
    'a very slow mail server': ['critical', { port: late }, { responseTime: above(undefined, '0.3') }],
  };
};

const dnsRows = async (daemons: Daemons): Promise<Rows> => {
  const port = await freePort();
  const records = [
    ['--host-record=www.example.test,192.0.2.10', '--host-record=two.example.test,192.0.2.1', '--host-record=two.example.test,192.0.2.2'],
    [
      '--host-record=six.example.test,2001:db8::1',
      '--mx-host=example.test,mail.example.test,10',
      '--cname=alias.example.test,two.example.test',
    ],
    ['--txt-record=text.example.test,v=spf1 -all', '--ptr-record=10.2.0.192.in-addr.arpa,www.example.test'],
  ];
  await daemons.start({
    name: 'dnsmasq',
    argv: [
      tool('dnsmasq'),
      ...['--keep-in-foreground', '--no-resolv', '--no-hosts', '--conf-file=/dev/null', '--pid-file=', '--user=root'],
      ...[`--port=${port}`, '--listen-address=127.0.0.1', '--bind-interfaces', '--local=/test/', ...records.flat()],
    ],
    ready: () => accepts(port),
  });
  const ask = (name: string, more: object = {}) => ({ port, name: `${name}.test`, ...more });
  return {
    'a name': ['ok', ask('www.example')],
    'a name with its address': ['ok', ask('www.example', { answers: ['192.0.2.10'] })],
    'a name with another address': ['critical', ask('www.example', { answers: ['192.0.2.99'] })],
    'a name with the end of its address': ['critical', ask('www.example', { answers: ['92.0.2.10'] })],
    'a name with one of its addresses': ['ok', ask('two.example', { answers: ['192.0.2.2'] })],
    'a name by another': ['ok', ask('alias.example', { answers: ['192.0.2.1'] })],
    'a name by another, as such': ['ok', ask('alias.example', { type: 'CNAME', answers: ['two.example.test.'] })],
    'a name that is not there': ['critical', ask('nobody.example')],
    'a name without such a record': ['critical', ask('www.example', { type: 'AAAA' })],
    'a long address': ['ok', ask('six.example', { type: 'AAAA', answers: ['2001:db8::1'] })],
    'a mail exchanger': ['ok', ask('example', { type: 'MX', answers: ['10 mail.example.test.'] })],
    'another mail exchanger': ['critical', ask('example', { type: 'MX', answers: ['20 mail.example.test.'] })],
    'a text': ['ok', ask('text.example', { type: 'TXT', answers: ['v=spf1 -all'] })],
    'part of a text': ['critical', ask('text.example', { type: 'TXT', answers: ['v=spf1'] })],
    'an address with its name': ['ok', { port, name: '10.2.0.192.in-addr.arpa', type: 'PTR', answers: ['www.example.test.'] }],
    'an answer in good time': ['ok', ask('www.example'), { responseTime: above('1.5', '1.9') }],
    'no name server': ['critical', { port: await freePort(), name: 'www.example.test' }],
  };
};

const redisAt = async (daemons: Daemons, ...args: readonly string[]): Promise<number> => {
  const port = await freePort();
  await daemons.start({
    name: 'redis-server',
    argv: [tool('redis-server'), '--port', String(port), '--bind', '127.0.0.1', '--save', '', '--dir', daemons.directory(), ...args],
    ready: async () => (await accepts(port)) && (await askTcp(port, 'PING\r\nQUIT\r\n')).length > 0,
  });
  return port;
};

const redisRows = async (daemons: Daemons): Promise<Rows> => {
  const open = await redisAt(daemons);
  const guarded = await redisAt(daemons, '--requirepass', 'secret');
  const stuck = await serveTcp(() => undefined);
  const loading = await serveTcp(replying(() => '-LOADING Redis is loading the dataset in memory\r\n'));
  return {
    'a redis server': ['ok', { port: open }],
    'a redis server in time': ['ok', { port: open }, { responseTime: above('1', '1.5') }],
    'a redis server that asks for a password': ['critical', { port: guarded }],
    'a redis server that is to ask for a password': ['ok', { port: guarded, password: 'required' }],
    'a redis server that no longer asks for a password': ['critical', { port: open, password: 'required' }],
    'a redis server that is stuck': ['critical', { port: stuck }],
    'a redis server that is loading': ['critical', { port: loading }],
    'no redis server': ['critical', { port: await freePort() }],
  };
};

const sshRows = async (daemons: Daemons, directory: string): Promise<Rows> => {
  const port = await freePort();
  const key = join(directory, 'ssh_host_key');
  execFileSync(tool('ssh-keygen'), ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
  // sshd wants this directory when it runs as root.
  if (process.getuid?.() === 0 && !existsSync('/run/sshd')) mkdirSync('/run/sshd', { mode: 0o755 });
  await daemons.start({
    name: 'sshd',
    argv: [
      tool('sshd'),
      ...['-D', '-e', '-f', '/dev/null', '-p', String(port), '-h', key],
      ...['ListenAddress=127.0.0.1', 'PidFile=none', 'UsePAM=no', 'MaxStartups=100'].flatMap((option) => ['-o', option]),
    ],
    ready: () => accepts(port),
  });
  const late = await serveTcp((socket) => void setTimeout(() => socket.write('SSH-2.0-Slow\r\n'), 700));
  const mute = await serveTcp(() => undefined);
  const closes = await serveTcp((socket) => void socket.end());
  const other = await serveTcp(saying('220 mail\r\n'));
  return {
    'an ssh server': ['ok', { port }],
    'an ssh server in time': ['ok', { port }, { responseTime: above('1', '1.5') }],
    'a slow ssh server': ['warning', { port: late }, { responseTime: above('0.3', '1.5') }],
    'a very slow ssh server': ['critical', { port: late }, { responseTime: above('0.2', '0.3') }],
    'a mute ssh server': ['critical', { port: mute }],
    'an ssh server that turns us away': ['critical', { port: closes }],
    'no ssh server': ['critical', { port: other }],
    'no ssh server at all': ['critical', { port: await freePort() }],
  };
};

const idOf = (probe: string, name: string): string => `${probe}/${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}`;

const tools = ['prometheus', 'prometheus-blackbox-exporter', 'openssl', 'dnsmasq', 'redis-server', 'sshd', 'ssh-keygen', 'dig'];

describeWith(tools, 'services of the network, looked at by both backends', () => {
  const daemons = useDaemons();
  let looked: Looked;
  const wanted = new Map<string, State>();

  beforeAll(async () => {
    const directory = daemons.directory();
    const { path: caFile } = makeAuthority(directory);
    const pair = issue(directory, { name: 'good', host: 'www.example.test', days: 20 });
    const all: Readonly<Record<string, Rows>> = {
      tcp: await tcpRows(pair),
      'tls-certificate': await certificateRows(directory, pair, caFile),
      smtp: await mailRows(pair),
      dns: await dnsRows(daemons),
      redis: await redisRows(daemons),
      ssh: await sshRows(daemons, directory),
    };
    const cases = Object.entries(all).flatMap(([probe, rows]) =>
      Object.entries(rows).map(([name, [state, fields, limits]]): ProbeCase => {
        const id = idOf(probe, name);
        wanted.set(id, state);
        return { id, probe, fields: { ...quick, ...fields }, ...(limits && { limits }) };
      }),
    );
    looked = await lookFromBothSides(daemons, cases);
  }, 240_000);

  test('each server, and each way it fails, is the same state on both', () => {
    expect(mismatches(looked, wanted)).toEqual([]);
  });

  test('no check is left out by either backend', () => {
    expect(wanted.size).toBeGreaterThan(70);
    const left = [looked.nagiosOutcome, looked.prometheusOutcome].flatMap(({ parities }) =>
      parities.filter(({ fidelity }) => fidelity === 'impossible'),
    );
    expect(left).toEqual([]);
  });
});
