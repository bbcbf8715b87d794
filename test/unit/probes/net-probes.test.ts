import { expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import { commonRegexProblem } from '../../../src/probes/net/common-regex.ts';
import { codesOf, longestItems, statusLineItems } from '../../../src/probes/net/http-status.ts';
import type { PrometheusProbe, Word } from '../../../src/probes/probe.ts';
import { probes } from '../../../src/probes/registry.ts';
import { bound } from '../../support/sample-model.ts';

const probe = (name: string) => {
  const found = probes.get(name);
  if (!found) throw new Error(`no probe ${name}`);
  return found;
};

const word = (one: Word): string => (typeof one === 'string' ? one : `<${one.reference}>`);

const plugin = (name: string, fields: object, limits: Record<string, Limits> = {}) => {
  const result = probe(name).nagios({ fields, limits });
  if (result.kind !== 'plugin') throw new Error(result.kind === 'impossible' ? result.why : result.kind);
  return { ...result, words: result.words.map(word) };
};

const argv = (name: string, fields: object, limits: Record<string, Limits> = {}): string => {
  const { plugin: file, words } = plugin(name, fields, limits);
  return [file, ...words].join(' ');
};

const refusal = (name: string, fields: object, limits: Record<string, Limits> = {}): string => {
  const result = probe(name).nagios({ fields, limits });
  return result.kind === 'impossible' ? result.why : `${result.kind}, not refused`;
};

const look = (name: string, fields: object): PrometheusProbe => {
  const result = probe(name).prometheus({ fields, limits: {} });
  if (result.kind === 'impossible') throw new Error(result.why);
  return result;
};

const problems = (name: string, fields: object): readonly string[] => {
  const result = probe(name).fields.safeParse(fields);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
};

const above = (warning?: string, critical?: string): Limits => [
  { form: 'above', ...(warning && { warning: bound(warning) }), ...(critical && { critical: bound(critical) }) },
];

/** One line of everything that some reader between the definition and the plugin could take for something of its own. */
const hostile = `'" $HOME $(id) \`id\` !x ;y |z \\ \\n %s {{d}} \${1} #c ~:10 [a] *? <&> $ARG1$ $$ grün 🚢`;

test('a status list is said by prefixes that match these codes and no others', () => {
  for (const items of [
    ['2xx'],
    [200, '2xx'],
    ['200-299', 404],
    ['205-222', '3xx'],
    [599, 200, 201],
    ['200-599'],
    ['210-219', 300],
  ] as const) {
    const codes = codesOf(items);
    const prefixes = statusLineItems(codes).split(',');
    const matched = Array.from({ length: 400 }, (_, i) => 200 + i).filter((code) =>
      prefixes.some((prefix) => `HTTP/1.1 ${code} Whatever`.includes(prefix)),
    );
    expect(matched).toEqual(codes);
  }
});

test('a status list that no longer fits into the buffer of the plugin is refused', () => {
  const status = Array.from({ length: 50 }, (_, i) => 200 + i * 7);
  expect(statusLineItems(codesOf(status)).length).toBeGreaterThan(longestItems);
  expect(refusal('http', { status })).toBe('check_http cannot take that many status codes.');
});

test('http puts every text into a word of its own, as it is', () => {
  const fields = { method: 'POST', body: hostile, contains: hostile, notContains: hostile, headers: { 'X-A': 'a; $b !c `d`' } };
  const { words } = plugin('http', fields);
  expect(words).toContain(hostile);
  expect(words.filter((one) => one === hostile)).toHaveLength(2);
  expect(words).toContain('X-A: a; $b !c `d`');
  const { http } = look('http', fields).module as { http: Record<string, readonly string[]> };
  expect(http['body']).toBe(hostile);
  const searched = `.. ${hostile} ..`;
  expect(new RegExp(http['fail_if_body_not_matches_regexp']?.[0] ?? '$^').test(searched)).toBe(true);
  expect(new RegExp(http['fail_if_body_matches_regexp']?.[0] ?? '$^').test(searched)).toBe(true);
});

test('http sends the Host header with the port exactly where the plugins add it', () => {
  const host = (fields: object) => (look('http', fields).module as { http: { headers?: Record<string, string> } }).http.headers?.['Host'];
  expect(host({ hostHeader: 'www.example.com' })).toBe('www.example.com');
  expect(host({ hostHeader: 'www.example.com', tls: true })).toBe('www.example.com');
  expect(host({ hostHeader: 'www.example.com', port: 443 })).toBe('www.example.com:443');
  expect(host({ hostHeader: 'www.example.com', port: 8080 })).toBe('www.example.com:8080');
  expect(look('http', { port: 80 }).target).toBe('http://{address}/');
  expect(look('http', { port: 443 }).target).toBe('http://{address}:443/');
});

test('http refuses what cannot be asked, or would show a secret', () => {
  expect(problems('http', { method: 'HEAD', contains: 'x' })).toEqual(['method: the answer to `HEAD` has no body to search']);
  expect(problems('http', { body: 'x' })).toEqual(['body: `GET` sends no body']);
  expect(problems('http', { method: 'POST', redirects: 'follow' })[0]).toContain('redirects: ');
  expect(problems('http', { headers: { Authorization: 'Basic x' } })[0]).toContain('would put a secret');
  expect(problems('http', { headers: { 'x-a': '1', 'X-A': '2' } })[0]).toContain('there twice');
  expect(problems('http', { headers: { host: 'x' } })[0]).toContain('not for an author to set');
  expect(problems('http', { certificate: 'verify' })[0]).toContain('without `tls`');
  expect(problems('http', { status: ['299-200'] })).toEqual(['status.0: `299-200` ends before it begins']);
  expect(problems('http', { redirects: 'ok', status: [200] })[0]).toContain('takes no redirect');
  for (const path of ['/a b', '/a#b', '/../x', '/a/./b', '/a/..', '/ü', '/%zz', '/"'])
    expect(problems('http', { path }), path).toHaveLength(1);
  for (const body of ['a\nb', 'a\u0000', 'a\u2028', '\ud800']) expect(problems('http', { method: 'POST', body }), body).toHaveLength(1);
});

test('http says what its plugin cannot', () => {
  expect(refusal('http', { regex: 'a', notContains: 'b' })).toContain('one expression');
  expect(refusal('http', { tls: true }, { certificate: above('3') })).toContain('not at both');
  expect(refusal('http', { tls: true, certificate: 'verify', method: 'PATCH', body: 'x' })).toBe('check_curl sends no body with `PATCH`.');
  const rules = (name: string) => `${name} and Blackbox judge some answers that break the rules of HTTP differently.`;
  expect(plugin('http', {}).differences).toEqual([rules('check_http'), expect.stringContaining('breaks off')]);
  expect(plugin('http', { method: 'HEAD' }).differences).toEqual([rules('check_http')]);
  expect(plugin('http', { tls: true, certificate: 'verify' }).differences).toEqual([rules('check_curl')]);
  expect(plugin('http', { method: 'GET', regex: 'a' }).differences.at(-1)).toContain('may count bytes');
  expect(plugin('http', { redirects: 'follow', contains: 'a' }).differences.at(-1)).toContain('NUL');
});

test('regular expressions are those that POSIX and RE2 read as the same', () => {
  const fine = [
    'abc',
    'a.c',
    '^a|b$',
    '(a|b)+',
    '[a-z0-9_-]{2,5}',
    '[^"]*',
    '[[:alpha:]]+',
    'a\\.b\\(c\\)',
    'x?y*',
    '\\^\\$',
    'a/b',
    '[.$*]',
  ];
  for (const text of fine) expect(commonRegexProblem(text), text).toBeUndefined();
  const bad: Readonly<Record<string, number>> = {
    '\\d+': 1,
    'a\\bb': 2,
    '(?:a)': 2,
    '(?i)a': 2,
    'a**': 3,
    'a*?': 3,
    'a+?': 3,
    '(a)\\1': 4,
    'a{2,1}': 2,
    'a{999}': 2,
    'a{x}': 2,
    '(a{2}){3}': 7,
    '{': 1,
    'a||b': 3,
    '()': 2,
    '(a': 3,
    'a)': 2,
    '[a': 3,
    '[]a]': 2,
    '[\\d]': 2,
    '[[a]': 2,
    '[[:word:]]': 2,
    '^*': 2,
    'a]': 2,
    'a\\': 2,
    ä: 1,
    'a\nb': 2,
  };
  for (const [text, column] of Object.entries(bad)) expect(commonRegexProblem(text)?.column, text).toBe(column);
});

test('tcp escapes what it sends exactly as check_tcp reads it back', () => {
  const { words } = plugin('tcp', { port: 7, send: `a\\n"b"\r\n\t$x\n`, expect: hostile });
  expect(words.slice(words.indexOf('-E'), words.indexOf('-M'))).toEqual(['-E', '-s', 'a\\\\n"b"\\r\\n\\t$x\\n', '-e', hostile]);
  expect(words.slice(words.indexOf('-M'))).toEqual(['-M', 'crit']);
});

test('tcp through blackbox leaves the last line feed to blackbox, and sends nothing that does not end in one', () => {
  expect(look('tcp', { port: 7, send: 'PING\r\n', expect: '+PONG' }).module).toMatchObject({
    tcp: { query_response: [{ send: 'PING\r' }, { expect: '\\+PONG' }] },
  });
  expect(probe('tcp').prometheus({ fields: { port: 7, send: 'PING' }, limits: {} })).toMatchObject({ kind: 'impossible' });
});

test('limits above a time are those of the plugin, also at the very limit', () => {
  expect(argv('tcp', { port: 7 }, { responseTime: above('0.5', '1') })).toContain('-w 0.5 -c 1');
  expect(argv('tcp', { port: 7 }, { responseTime: [{ form: 'atLeast', critical: bound('1') }] })).toContain('-c 0.9999995');
  expect(refusal('tcp', { port: 7 }, { responseTime: [{ form: 'below', critical: bound('1') }] })).toContain('cannot say `below`');
  expect(argv('ntp', {}, { offset: [{ form: 'atLeast', warning: bound('0.1'), critical: bound('1') }] })).toContain('-w @0.1: -c @1:');
  expect(argv('ntp', {})).toContain('-w 0: -c 0:');
  expect(refusal('ntp', {}, { offset: [{ form: 'outside', critical: { low: bound('-1'), high: bound('1') } }] })).toContain(
    'never negative',
  );
});

test('dns asks for the record after a tab, so that no longer answer ends like it', () => {
  expect(argv('dns', { name: 'example.com', type: 'MX', answers: ['10 mail.example.com.'] })).toBe(
    'check_dig -H <address> -p 53 -t 10 -l example.com -T MX -a MX\t10 mail.example.com.',
  );
  expect(plugin('dns', { name: 'example.com', type: 'TXT', answers: ['v=1 -all'] }).words.at(-1)).toBe('TXT\t"v=1 -all"');
  expect(refusal('dns', { name: 'a.b', answers: ['192.0.2.1', '192.0.2.2'] })).toBe('check_dig looks for one answer.');
  expect(refusal('dns', { name: 'a.b' }, { responseTime: above('0') })).toContain('limit of 0');
  expect(problems('dns', { name: 'a.b', answers: ['mail.example.com.'] })[0]).toContain('no answer to `A`');
  expect(problems('dns', { name: 'a.b', type: 'NS', answers: ['ns.example.com'] })[0]).toContain('no whole name');
  for (const name of ['-x', '+short', '@1.2.3.4', 'a b', 'a;b', '.']) expect(problems('dns', { name }), name).toHaveLength(1);
});

test('a plugin whose warnings are failures has them counted as critical, unless a limit warns', () => {
  expect(plugin('smtp', {}).failures).toBe('critical');
  expect(plugin('smtp', {}, { responseTime: above(undefined, '2') }).failures).toBe('critical');
  const warned = plugin('smtp', {}, { responseTime: above('1', '2') });
  expect(warned.failures).toBeUndefined();
  expect(warned.differences.some((one) => one.includes('as a warning'))).toBe(true);
});

test('mysql takes its login from a file, never from its arguments', () => {
  expect(argv('mysql', { credentialsFile: '/etc/plimsoll/secrets/mysql', replication: true }, { replicationLag: above('30', '300') })).toBe(
    'check_mysql -H <address> -P 3306 -f /etc/plimsoll/secrets/mysql -g client -S -w 30 -c 300',
  );
  expect(argv('mysql', {})).toBe('check_mysql -H <address> -P 3306 -n');
  expect(refusal('mysql', { replication: true })).toContain('credentialsFile');
  expect(problems('mysql', { password: 'x' })).toHaveLength(1);
  expect(problems('mysql', { credentialsFile: '/etc/../x' })).toHaveLength(1);
});

test('every probe over the network has an expression for each measure', () => {
  const fields: Readonly<Record<string, object>> = {
    http: { tls: true },
    tcp: { port: 22 },
    dns: { name: 'example.com' },
    mysql: { credentialsFile: '/x', replication: true },
    ntp: {},
    redis: {},
    smtp: {},
    ssh: {},
    'tls-certificate': {},
  };
  for (const [name, given] of Object.entries(fields)) {
    expect(Object.keys(look(name, given).measures).sort(), name).toEqual(Object.keys(probe(name).measures).sort());
  }
});
