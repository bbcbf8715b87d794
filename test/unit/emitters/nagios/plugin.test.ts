import { execFile } from 'node:child_process';
import { createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installPlugin } from '../../../support/nagios-plugin.ts';

const plugin = installPlugin();

interface Said {
  readonly code: number;
  readonly text: string;
}

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Said> =>
  new Promise((resolve) => {
    execFile(plugin, args, { env: { ...process.env, ...env }, encoding: 'utf8' }, (error, stdout) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: stdout.trimEnd() });
    });
  });

const dtd = '<?xml version="1.0" encoding="ISO-8859-1" standalone="yes"?>\n<!DOCTYPE GANGLIA_XML [\n<!ELEMENT METRIC (EXTRA_DATA*)>\n]>\n';
const document = (body: string): string =>
  `${dtd}<GANGLIA_XML VERSION="3.7.2" SOURCE="gmetad">\n<GRID NAME="G" AUTHORITY="x" LOCALTIME="1">\n${body}</GRID>\n</GANGLIA_XML>\n`;
const cluster = (name: string, body: string): string =>
  `<CLUSTER NAME="${name}" LOCALTIME="1" OWNER="x" LATLONG="x" URL="x">\n${body}</CLUSTER>\n`;
const host = (name: string, body: string): string =>
  `<HOST NAME="${name}" IP="192.0.2.1" REPORTED="1" TN="1" TMAX="20" DMAX="0" LOCATION="x" GMOND_STARTED="0" TAGS="">\n${body}</HOST>\n`;
const metric = (name: string, value: string, tn = '5', type = 'float'): string =>
  `<METRIC NAME="${name}" VAL="${value}" TYPE="${type}" UNITS="tasks" TN="${tn}" TMAX="60" DMAX="0" SLOPE="both" SOURCE="gmond">\n<EXTRA_DATA>\n<EXTRA_ELEMENT NAME="GROUP" VAL="x"/>\n</EXTRA_DATA>\n</METRIC>\n`;

/** The metrics of the one host; each is also what a string metric of somebody else's may hold. */
const metrics: ReadonlyMap<string, string> = new Map([
  ['depth', metric('depth', '12.5')],
  ['old', metric('old', '3', '900')],
  ['nan', metric('nan', 'nan')],
  ['words', metric('words', 'a|b$(id)\u0007<x>', '5', 'string')],
  ['ageless', metric('ageless', '3', 'x')],
  [
    'forger',
    metric(
      'forger',
      '0"/>\n<METRIC NAME="depth" VAL="0" TYPE="float" UNITS="" TN="0" TMAX="0" DMAX="0" SLOPE="both" SOURCE="x',
      '5',
      'string',
    ),
  ],
]);
const whole = document(cluster('photos', host('web1', [...metrics.values()].join(''))) + cluster('other', ''));

/** gmetad answers a path it does not know with the nearest it knows (server.c, 3.7.2). */
const gmetadAnswer = (path: string): string => {
  if (path === '/hang') return '';
  if (path === '/?filter=summary') return document(cluster('photos', '<HOSTS UP="1" DOWN="0" SOURCE="gmetad"/>\n') + cluster('other', ''));
  const [, clusterName = '', hostName = '', name = ''] = path.split('/');
  if (clusterName === 'cut') return whole.slice(0, 300);
  if (clusterName === 'closed') return '';
  const found = clusterName === 'photos' && hostName === 'web1' ? metrics.get(name) : undefined;
  return found === undefined ? whole : document(cluster('photos', host('web1', found)));
};

const series = (value: string, labels: object = {}) => ({ metric: labels, value: [1_700_000_000.1, value] });
const vector = (...result: readonly object[]) => ({ status: 'success', data: { resultType: 'vector', result } });
const answers: Readonly<Record<string, unknown>> = {
  one: vector(series('7.5', { host: 'web1' })),
  two: vector(series('1', { host: 'web1' }), series('2', { host: 'web2', note: 'a|b"\\\n' })),
  none: vector(),
  NaN: vector(series('NaN')),
  infinite: vector(series('+Inf')),
  scalar: { status: 'success', data: { resultType: 'scalar', result: [1, '4'] } },
  matrix: { status: 'success', data: { resultType: 'matrix', result: [] } },
  shapeless: { status: 'success', data: { resultType: 'vector', result: [{ value: [1] }] } },
  'up{host="web1"} > bool 0': vector(series('1')),
};

const httpAnswer = (request: string): string => {
  const query = decodeURIComponent(/^GET \/prom\/api\/v1\/query\?query=(\S*) HTTP\/1\.0\r\n/.exec(request)?.[1] ?? '');
  if (query === 'html') return 'HTTP/1.0 502 Bad Gateway\r\n\r\n<html>';
  if (query === 'cut') return 'HTTP/1.0 200 OK\r\nContent-Length: 500\r\n\r\n{"status":"success"';
  if (query === 'chunked') {
    const body = JSON.stringify(answers['one']);
    const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`;
    return `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${chunk(body.slice(0, 20))}${chunk(body.slice(20))}0\r\n\r\n`;
  }
  const known = answers[query];
  const body = JSON.stringify(known ?? { status: 'error', errorType: 'bad_data', error: 'parse error: |`$(id)`' });
  return `HTTP/1.0 ${known === undefined ? '400 Bad Request' : '200 OK'}\r\nContent-Type: application/json\r\n\r\n${body}`;
};

let server: Server;
let port = 0;
const sockets = new Set<Socket>();

beforeAll(async () => {
  server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('data', (data) => {
      const request = data.toString('latin1');
      if (request.includes('silent')) return;
      socket.end(request.startsWith('GET ') ? httpAnswer(request) : gmetadAnswer(request.split('\n')[0] ?? ''));
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  server.close();
});

const ask = (name: string, ...more: readonly string[]) =>
  run(['--gmetad', `127.0.0.1:${port}`, '--cluster', 'photos', '--host', 'web1', '--metric', name, ...more]);
const query = (text: string, ...more: readonly string[]) =>
  run(['--prometheus', `http://127.0.0.1:${port}/prom/`, '--query', text, ...more]);

test('reads one metric of one host from gmetad and holds it against its limits', async () => {
  expect(await ask('depth', '--above', 'warning=10,critical=20', '--unit', 'tasks')).toEqual({
    code: 1,
    text: "WARNING: depth on web1 is 12.5 tasks, warning above 10|'depth'=12.5;~:10;~:20",
  });
  expect(await ask('depth', '--at-least', 'critical=12.5')).toMatchObject({ code: 2 });
  expect(await ask('depth', '--above', 'critical=12.5')).toMatchObject({ code: 0 });
});

test('finds the cluster by itself when none is named', async () => {
  const said = await run(['--gmetad', `127.0.0.1:${port}`, '--host', 'web1', '--metric', 'depth', '--above', 'critical=1']);
  expect(said.code).toBe(2);
});

test('never takes the answer to another question', async () => {
  for (const [name, at] of [
    ['nope', 'web1'],
    ['depth', 'web2'],
    ['depth', 'WEB1x'],
  ] as const) {
    const said = await run(['--gmetad', `127.0.0.1:${port}`, '--cluster', 'photos', '--host', at, '--metric', name]);
    expect(said).toEqual({ code: 3, text: `UNKNOWN: ${name} on ${at} is not known to gmetad` });
  }
});

test('a string metric cannot pass for another', async () => {
  expect(await ask('forger')).toMatchObject({ code: 3 });
});

test('prints nothing from the network that means anything to Nagios, a terminal or a shell', async () => {
  expect(await ask('words')).toEqual({ code: 3, text: 'UNKNOWN: words on web1 is not a number: a_b_(id)?_x_' });
});

test('an old value is unknown, and so is one without an age', async () => {
  expect(await ask('old', '--stale-after', '300')).toEqual({
    code: 3,
    text: 'UNKNOWN: old on web1 was last heard 900 s ago, more than 300 s',
  });
  expect(await ask('old', '--stale-after', '900')).toMatchObject({ code: 0 });
  expect(await ask('ageless')).toMatchObject({ code: 3 });
  expect(await ask('nan', '--above', 'critical=1')).toMatchObject({ code: 3 });
});

test('a heartbeat is critical when it is late or gone, and unknown when gmetad is', async () => {
  expect(await ask('old', '--heartbeat', '899')).toMatchObject({ code: 2 });
  expect(await ask('old', '--heartbeat', '900')).toMatchObject({ code: 0 });
  expect(await ask('nope', '--heartbeat', '900')).toMatchObject({ code: 2 });
  expect(await run(['--gmetad', '127.0.0.1:1', '--host', 'a', '--metric', 'b', '--heartbeat', '9'])).toMatchObject({ code: 3 });
});

test('an answer that is cut short, empty or does not come is unknown', async () => {
  const at = (name: string) =>
    run(['--gmetad', `127.0.0.1:${port}`, '--cluster', name, '--host', 'web1', '--metric', 'depth', '--timeout', '1']);
  expect((await at('cut')).text).toContain('cut short');
  expect((await at('closed')).text).toContain('without an answer');
  expect(await at('silent')).toEqual({ code: 3, text: 'UNKNOWN: no answer within 1 s' });
});

test('reads the one series of a query', async () => {
  expect(await query('one', '--above', 'critical=7', '--label', 'latency', '--unit', 'seconds')).toEqual({
    code: 2,
    text: "CRITICAL: latency is 7.5 seconds, critical above 7|'latency'=7.5s;;~:7",
  });
  expect(await query('chunked', '--above', 'critical=7')).toMatchObject({ code: 2 });
  expect(await query('scalar', '--below', 'critical=5')).toMatchObject({ code: 2 });
  expect(await query('infinite', '--above', 'critical=5')).toMatchObject({ code: 2 });
  expect(await query('NaN', '--above', 'critical=5')).toMatchObject({ code: 3 });
  expect(await query('up{host="web1"} > bool 0', '--below', 'critical=1')).toMatchObject({ code: 0 });
});

test('picks the series of a host, and refuses to guess between several', async () => {
  expect(await query('two', '--select', 'host=web2', '--above', 'critical=1')).toMatchObject({ code: 2 });
  expect(await query('two')).toEqual({ code: 3, text: 'UNKNOWN: the query gives 2 series, one is wanted' });
  expect(await query('two', '--select', 'host=web9')).toMatchObject({ code: 3 });
  expect(await query('none')).toEqual({ code: 3, text: 'UNKNOWN: the query gives no series' });
});

test('a series of a problem query is the problem', async () => {
  const problems = (...words: readonly string[]) => run(['--prometheus', `http://127.0.0.1:${port}/prom`, '--label', 'budget', ...words]);
  expect(await problems('--problem', 'critical=none', '--problem', 'warning=two')).toEqual({
    code: 1,
    text: 'WARNING: budget: host=web1, value 1 and 1 more',
  });
  expect(await problems('--problem', 'warning=two', '--problem', 'critical=one')).toMatchObject({ code: 2 });
  expect((await problems('--problem', 'warning=two', '--select', 'host=web2')).text).toBe(
    'WARNING: budget: host=web2, note=a_b__?, value 2',
  );
  expect(await problems('--problem', 'critical=none')).toEqual({ code: 0, text: 'OK: budget: no series' });
});

test('what is no answer of Prometheus is unknown', async () => {
  for (const bad of ['html', 'cut', 'matrix', 'shapeless', 'no such query']) expect(await query(bad), bad).toMatchObject({ code: 3 });
  expect((await query('no such query')).text).toContain('says 400: parse error: ___(id)_');
});

test('wrong arguments are unknown, never anything better', async () => {
  const wrong = [
    [],
    ['--value'],
    ['--value', '1', '--above', 'critical=x'],
    ['--value', '1', '--above', 'critical=nan'],
    ['--value', '1', '--outside', 'critical=1'],
    ['--value', '1', '--batch'],
    ['--value', '1', 'stray'],
    ['--gmetad', '127.0.0.1:1', '--host', 'a/b', '--metric', 'c'],
    ['--gmetad', '127.0.0.1:1', '--host', '-', '--metric', 'c\nd'],
    ['--prometheus', 'https://x', '--query', 'up'],
    ['--value', '1', '--previous', '7'],
  ];
  for (const args of wrong) expect(await run(args), args.join(' ')).toMatchObject({ code: 3 });
});

test('performance data has plain decimals in every locale', async () => {
  const env = { LC_ALL: 'de_DE.UTF-8', LANG: 'de_DE.UTF-8' };
  const said = (value: string) => run(['--value', value, '--inside', 'warning=1..2', '--unit', '%', '--label', "a'b"], env);
  expect(await said('1.5')).toEqual({ code: 1, text: "WARNING: a_b is 1.5%, warning inside 1..2|'a_b'=1.5%;@1:2;" });
  expect((await said('1.25e+3')).text).toContain("'a_b'=1250%");
  expect((await said('-25E-4')).text).toContain("'a_b'=-0.0025%");
  expect((await said('inf')).text).toContain("'a_b'=U;");
});
