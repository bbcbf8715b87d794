import { beforeAll, expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import { issue, makeAuthority, selfSigned } from '../../support/certificates.ts';
import { useDaemons } from '../../support/daemon.ts';
import { freePort } from '../../support/ports.ts';
import { lookFromBothSides, type Looked, mismatches, type ProbeCase, type State } from '../../support/probe-sides.ts';
import { answer, type Handler, type RawRequest, serveRaw } from '../../support/raw-http.ts';
import { bound } from '../../support/sample-model.ts';
import { describeWith } from '../../support/tools.ts';

const hostile = `a "b" 'c' $HOME $(id) \`id\` !x ;y |z & <t> 100% \\n {{d}} grün 🚢`;

const after =
  (ms: number, text: string) =>
  ({ socket }: RawRequest) =>
    void setTimeout(() => socket.end(text), ms);
const end =
  (text: string): Handler =>
  ({ socket }) =>
    void socket.end(text);
const redirect = (to: string): Handler => end(answer('', { status: '302 Found', headers: [`Location: ${to}`] }));

/** `/hops/3` leads to `/hops/2`, and so on down to a page. */
const hops: Handler = (request) => {
  const left = Number(request.path.split('/')[2]);
  (left === 0 ? end(answer('arrived')) : redirect(`/hops/${left - 1}`))(request);
};

const pages: Readonly<Record<string, Handler>> = {
  '/good': end(answer('hello world\nready\n')),
  '/created': end(answer('made', { status: '201 Created' })),
  '/empty-page': end('HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n'),
  '/http10': end(answer('hello', { version: '1.0' })),
  '/no-reason': end('HTTP/1.1 200\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello'),
  '/chunked': end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n'),
  '/hostile': end(answer(`xx ${hostile} yy`)),
  '/500': end(answer('broken', { status: '500 Internal Server Error' })),
  '/503': end(answer('hello', { status: '503 Busy' })),
  '/404': end(answer('nothing', { status: '404 Not Found' })),
  '/closes': ({ socket }) => void socket.end(),
  '/resets': ({ socket }) => void socket.resetAndDestroy(),
  '/hangs': () => undefined,
  '/half-second': after(500, answer('hello')),
  '/slow': after(1300, answer('hello')),
  '/stalls': ({ socket }) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhel'),
  '/garbage': end('\u0000\u0001\u0002 this is no HTTP\r\n\r\n'),
  '/other-protocol': end('SSH-2.0-OpenSSH_9.2\r\n'),
  '/http09': end('hello'),
  '/http2': end(answer('hello', { version: '2.0' })),
  '/http3': end(answer('hello', { version: '3.0' })),
  '/half-header': end('HTTP/1.1 200 OK\r\nContent-Le'),
  '/redirect': redirect('/good'),
  '/redirect-relative': redirect('good'),
  '/redirect-404': redirect('/404'),
  '/redirect-dead': redirect('http://127.0.0.1:1/'),
  '/redirect-nowhere': end(answer('', { status: '302 Found' })),
  '/loop': redirect('/loop'),
  '/breaks-off': end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\nConnection: close\r\n\r\nhello'),
  '/breaks-off-chunked': end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n6\r\n wo'),
  '/keeps-open': ({ socket }) => void socket.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello'),
  '/continues': end(`HTTP/1.1 100 Continue\r\n\r\n${answer('hello')}`),
  '/lines': end(answer('first line\nsecond line\nthird')),
  '/nothing': end(answer('')),
  '/nul': end(answer('hello\0ready')),
  '/umlauts': end(answer('äöü')),
  '/two-lengths': end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 9\r\nConnection: close\r\n\r\nhello'),
};

/** Says what was sent, so that a check can look for it. */
const echo: Handler = ({ method, path, headers, body, socket }) => {
  const shown = ['host', 'content-type', 'content-length', 'x-first', 'x-hostile', 'user-agent'].map(
    (name) => `${name}=${headers[name] ?? ''}`,
  );
  socket.end(answer([`method=${method}`, `path=${path}`, ...shown, `body=${body}`, 'end'].join('|')));
};

const site: Handler = (request) => {
  const path = request.path.split('?')[0] ?? '';
  const handler = path.startsWith('/hops/') ? hops : path.startsWith('/echo') ? echo : pages[path];
  (handler ?? end(answer('no such page', { status: '404 Not Found' })))(request);
};

const slowerThan = (warning: string, critical: string): Limits => [{ form: 'above', warning: bound(warning), critical: bound(critical) }];

interface Expected {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly state: State;
  readonly limits?: Readonly<Record<string, Limits>>;
  /** What check_http says instead, in a case that its `differences` tell of. */
  readonly differs?: State;
}

const page = (path: string, state: State, more: Readonly<Record<string, unknown>> = {}): Expected => ({ fields: { path, ...more }, state });
const timed = (path: string, state: State, limits: Limits): Expected => ({ fields: { path }, state, limits: { responseTime: limits } });
const follow = { redirects: 'follow' };

const cases: Readonly<Record<string, Expected>> = {
  'a good page': page('/good', 'ok'),
  'another success': page('/created', 'ok'),
  'an empty page': page('/empty-page', 'ok'),
  'an answer in HTTP/1.0': page('/http10', 'ok'),
  'a status line without a reason': page('/no-reason', 'ok'),
  'an answer in chunks': page('/chunked', 'ok', { contains: 'hello world' }),
  'a server error': page('/500', 'critical'),
  'a server error that is wanted': page('/500', 'ok', { status: [500] }),
  'a page that is not there': page('/404', 'critical'),
  'a page that is not there, wanted by class': page('/404', 'ok', { status: ['4xx'] }),
  'a status outside of the list': page('/created', 'critical', { status: [200, '203-206', '4xx'] }),
  'a status inside a range': page('/created', 'ok', { status: ['200-206'] }),
  'a connection closed without an answer': page('/closes', 'critical'),
  'a connection reset': page('/resets', 'critical'),
  'no answer at all': page('/hangs', 'critical'),
  'an answer that stops halfway': page('/stalls', 'critical'),
  'an answer after half a second, in time': timed('/half-second', 'ok', slowerThan('1', '1.5')),
  'an answer slower than the warning': timed('/half-second', 'warning', slowerThan('0.2', '1.5')),
  'an answer slower than both limits': timed('/slow', 'critical', slowerThan('0.2', '1')),
  'an answer faster than is plausible': timed('/good', 'critical', [{ form: 'below', critical: bound('0.3') }]),
  'an answer within what is odd': timed('/half-second', 'warning', [
    { form: 'inside', warning: { low: bound('0.4'), high: bound('1.9') } },
  ]),
  'an answer later than the timeout': page('/slow', 'critical', { timeout: '1s' }),
  garbage: page('/garbage', 'critical'),
  'another protocol': page('/other-protocol', 'critical'),
  'an answer without a status': page('/http09', 'critical'),
  'an answer in HTTP/2 letters': page('/http2', 'critical'),
  'an unheard-of version': page('/http3', 'critical'),
  'a redirect that is not allowed': page('/redirect', 'critical'),
  'a redirect as an answer': page('/redirect', 'ok', { redirects: 'ok' }),
  'a redirect to follow': page('/redirect', 'ok', { ...follow, contains: 'ready' }),
  'a relative redirect to follow': page('/redirect-relative', 'ok', follow),
  'a redirect to a page that is not there': page('/redirect-404', 'critical', follow),
  'a redirect to a page that is not there, wanted': page('/redirect-404', 'ok', { ...follow, status: [404] }),
  'a redirect to a dead port': page('/redirect-dead', 'critical', follow),
  'a redirect to nowhere': page('/redirect-nowhere', 'critical', follow),
  'ten redirects': page('/hops/10', 'ok', follow),
  'twelve redirects': page('/hops/12', 'critical', follow),
  'a redirect loop': page('/loop', 'critical', follow),
  'a body with the text': page('/good', 'ok', { contains: 'world' }),
  'a body without the text': page('/good', 'critical', { contains: 'World' }),
  'an empty body without the text': page('/nothing', 'critical', { contains: 'x' }),
  'the text on an error page': page('/503', 'critical', { contains: 'hello' }),
  'a body that matches': page('/lines', 'ok', { regex: '^first.*second line.third$' }),
  'a body that does not match': page('/lines', 'critical', { regex: '^second' }),
  'a body with a set and a count': page('/lines', 'ok', { regex: '(fir|sec)[^ ]{2,4} line' }),
  'a body without what it must not have': page('/good', 'ok', { notContains: 'error (fatal)' }),
  'a body with what it must not have': page('/good', 'critical', { notContains: 'o world' }),
  'a text behind a NUL byte, looked for plainly': page('/nul', 'ok', { contains: 'ready' }),
  'a body with hostile text': page('/hostile', 'ok', { contains: hostile }),
  'a body without hostile text': page('/good', 'critical', { contains: hostile }),
  'a body with hostile text it must not have': page('/hostile', 'critical', { notContains: hostile }),
  'a body without hostile text it must not have': page('/good', 'ok', { notContains: hostile }),
  'a HEAD request': page('/echo', 'ok', { method: 'HEAD' }),
  'an OPTIONS request': page('/echo', 'ok', { method: 'OPTIONS', contains: 'method=OPTIONS|path=/echo|' }),
  'a DELETE request': page('/echo/x?y=%20z;$&!', 'ok', { method: 'DELETE', contains: 'method=DELETE|path=/echo/x?y=%20z;$&!|' }),
  'a POST with a form': page('/echo', 'ok', {
    method: 'POST',
    body: hostile,
    contains: `|content-type=application/x-www-form-urlencoded|content-length=${Buffer.byteLength(hostile)}|`,
  }),
  'a POST that arrives as it is': page('/echo', 'ok', { method: 'POST', body: hostile, contains: `|body=${hostile}|end` }),
  'a PUT of JSON': page('/echo', 'ok', {
    method: 'PUT',
    body: '{"a": "$x; !"}',
    headers: { 'Content-Type': 'application/json' },
    contains: '|content-type=application/json|content-length=14|',
  }),
  'headers that arrive as they are': page('/echo', 'ok', {
    headers: { 'X-First': '1', 'X-Hostile': `a "b" 'c' $HOME $(id) \`id\` !x ;y | z`, 'User-Agent': "it's me; $x" },
    contains: `|x-first=1|x-hostile=a "b" 'c' $HOME $(id) \`id\` !x ;y | z|user-agent=it's me; $x|`,
  }),
};

/** Where check_http is only nearly the same, as its difference says. */
const different: Readonly<Record<string, Expected>> = {
  'eleven redirects': { ...page('/hops/11', 'critical', follow), differs: 'warning' },
  'a header that breaks off': { ...page('/half-header', 'critical'), differs: 'ok' },
  'a body that breaks off': { ...page('/breaks-off', 'critical'), differs: 'ok' },
  'a chunk that breaks off': { ...page('/breaks-off-chunked', 'critical'), differs: 'unknown' },
  'a connection kept open': { ...page('/keeps-open', 'ok'), differs: 'critical' },
  'a text behind a NUL byte': { ...page('/nul', 'ok', { ...follow, contains: 'ready' }), differs: 'critical' },
  'a pattern behind a NUL byte': { ...page('/nul', 'ok', { ...follow, regex: 'rea[d]y' }), differs: 'critical' },
  'characters that are counted': { ...page('/umlauts', 'ok', { regex: '^.{3}$' }), differs: 'critical' },
  'two lengths': { ...page('/two-lengths', 'critical'), differs: 'ok' },
};

/** The same through check_curl, which follows redirects and verifies: no difference. */
const throughCurl: Readonly<Record<string, Expected>> = Object.fromEntries(
  Object.entries(different)
    .filter(([name]) => name.startsWith('a body') || name.startsWith('a c'))
    .map(([name, { fields, state }]) => [`${name}, followed`, { fields: { ...fields, ...follow }, state }]),
);

const idOf = (name: string): string => `http/${name.replaceAll(/[^a-z0-9]+/gi, '-').toLowerCase()}`;

describeWith(['prometheus', 'prometheus-blackbox-exporter', 'openssl'], 'http, looked at by both backends', () => {
  const daemons = useDaemons();
  let looked: Looked;
  const tlsCases: Record<string, Expected> = {};

  beforeAll(async () => {
    const directory = daemons.directory();
    const plain = await serveRaw(site);
    const closed = await freePort();
    const { path: caFile } = makeAuthority(directory);
    const name = 'www.example.test';
    const good = await serveRaw(site, issue(directory, { name: 'good', host: name, days: 20 }));
    const expired = await serveRaw(site, issue(directory, { name: 'expired', host: name, days: -1 }));
    const self = await serveRaw(site, selfSigned(directory, { name: 'self', host: name, days: 20 }));
    const tls = { tls: true, hostHeader: name };
    const verified = { ...tls, certificate: 'verify', caFile };
    const over = (port: number, path: string, state: State, more: object): Expected => ({ fields: { port, path, ...more }, state });
    Object.assign(tlsCases, {
      'a refused connection': over(closed, '/', 'critical', {}),
      'a refused connection to follow': over(closed, '/', 'critical', follow),
      TLS: over(good, '/good', 'ok', tls),
      'TLS, an error page': over(good, '/500', 'critical', tls),
      'TLS, the name of the site with its port': over(good, '/echo', 'ok', { ...tls, contains: `|host=${name}:${good}|` }),
      'a plain site by name': over(plain, '/echo', 'ok', { hostHeader: name, contains: `|host=${name}:${plain}|` }),
      'a plain site by address': over(plain, '/echo', 'ok', { contains: `|host=127.0.0.1:${plain}|` }),
      'TLS where none is spoken': over(plain, '/good', 'critical', { ...tls, timeout: '2s' }),
      'no TLS where it is spoken': over(good, '/good', 'critical', {}),
      'an expired certificate nobody judges': over(expired, '/good', 'ok', tls),
      'a certificate that vouches for itself, nobody judges': over(self, '/good', 'ok', tls),
      'a certificate that holds': over(good, '/good', 'ok', verified),
      'a certificate that holds, a body that breaks off': over(good, '/breaks-off', 'critical', verified),
      'an expired certificate': over(expired, '/good', 'critical', verified),
      'a certificate that vouches for itself': over(self, '/good', 'critical', verified),
      'a certificate of another name': over(good, '/good', 'critical', { ...verified, hostHeader: 'other.example.test' }),
      'a certificate of an unknown authority': over(good, '/good', 'critical', { ...tls, certificate: 'verify' }),
    });
    const all = { ...cases, ...different, ...throughCurl, ...tlsCases };
    const probeCases = Object.entries(all).map(([title, { fields, limits }]): ProbeCase => ({
      id: idOf(title),
      probe: 'http',
      fields: { port: plain, timeout: '2s', ...fields },
      ...(limits && { limits }),
    }));
    looked = await lookFromBothSides(daemons, probeCases);
  }, 180_000);

  test('every good case and every way to fail is the same state on both', () => {
    const wanted = Object.entries({ ...cases, ...throughCurl, ...tlsCases }).map(([title, { state }]) => [idOf(title), state] as const);
    expect(mismatches(looked, new Map(wanted))).toEqual([]);
  });

  test('a case that differs is one that the parity report tells of', () => {
    for (const [title, { state, differs }] of Object.entries(different)) {
      const id = idOf(title);
      const { nagios, prometheus } = looked.of(id);
      expect({ nagios: nagios?.state, prometheus }, id).toEqual({ nagios: differs, prometheus: state });
      const parity = looked.nagiosOutcome.parities.filter((entry) => entry.id === id);
      expect(
        parity.some(
          ({ fidelity, because }) => fidelity === 'approximate' && because.some((why) => /breaks off|eleven|NUL|bytes|rules/.test(why)),
        ),
      ).toBe(true);
    }
  });

  test('the cases fail in more than ten ways', () => {
    expect(Object.values({ ...cases, ...tlsCases }).filter(({ state }) => state === 'critical').length).toBeGreaterThan(25);
  });
});
