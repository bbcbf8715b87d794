import { expect, test } from 'vitest';
import type { LimitForm, Limits } from '../../../src/model/limits.ts';
import type { ProbeRequest, Word } from '../../../src/probes/probe.ts';
import { probes } from '../../../src/probes/registry.ts';
import { bound } from '../../support/sample-model.ts';

const probe = (name: string) => {
  const found = probes.get(name);
  if (!found) throw new Error(`no probe ${name}`);
  return found;
};

const word = (one: Word): string => (typeof one === 'string' ? one : `<${one.reference}>`);

const ask = (name: string, fields: object, limits: ProbeRequest<unknown>['limits'] = {}, check = 'some/check') =>
  probe(name).nagios({ fields, limits, check });

const argv = (...asked: Parameters<typeof ask>): string => {
  const result = ask(...asked);
  if (result.kind === 'impossible') return `impossible: ${result.why}`;
  return result.kind === 'ganglia' ? `gmetad: ${result.metric}` : [result.plugin, ...result.words.map(word)].join(' ');
};

const oneSided =
  (form: 'above' | 'below' | 'atLeast' | 'atMost') =>
  (warning?: string, critical?: string, clear?: string): Limits => [
    {
      form,
      ...(warning && { warning: bound(warning) }),
      ...(critical && { critical: bound(critical) }),
      ...(clear && { clear: bound(clear) }),
    },
  ];
const above = oneSided('above');
const atLeast = oneSided('atLeast');
const below = oneSided('below');
const atMost = oneSided('atMost');
const inside = (low: string, high: string): LimitForm => ({ form: 'inside', critical: { low: bound(low), high: bound(high) } });

const accepts = (name: string, fields: unknown): boolean => probe(name).fields.safeParse(fields).success;

test('ping turns seconds into milliseconds, and a loss into the packets it takes', () => {
  expect(argv('ping', {})).toBe('check_ping -H <address> -t 15 -p 5 -w 3600000,100% -c 3600000,100%');
  expect(argv('ping', {}, { loss: above('20', '60') })).toBe('check_ping -H <address> -t 15 -p 5 -w 3600000,40% -c 3600000,80%');
  expect(argv('ping', {}, { loss: atLeast('20', '41'), roundTrip: above('0.1', '0.5') })).toBe(
    'check_ping -H <address> -t 15 -p 5 -w 100.0005,20% -c 500.0005,60%',
  );
});

test('ping takes a third of the packets for more than 33 percent', () => {
  expect(argv('ping', { packets: 3 }, { loss: above('33', '66.7') })).toContain('-w 3600000,33% -c 3600000,100%');
  expect(argv('ping', { packets: 3 }, { loss: above('33.4', '100') })).toContain('-w 3600000,66% -c 3600000,101%');
});

test('disk takes the free share below a used limit, since check_disk rounds what is used up', () => {
  expect(argv('disk', { path: '/srv' }, { used: above('80', '90') })).toBe('check_disk -t 10 -u bytes -w 19% -c 9% -E -p /srv');
  expect(argv('disk', { path: '/srv' }, { used: above(undefined, '99') })).toBe('check_disk -t 10 -u bytes -c 0% -E -p /srv');
  expect(argv('disk', { path: '/srv' }, { free: below('2000', '1000') })).toBe('check_disk -t 10 -u bytes -w 1999 -c 999 -E -p /srv');
});

test('disk holds space, bytes and inodes against limits at once', () => {
  const limits = { used: above('80'), free: atMost(undefined, '1000'), inodesUsed: above('70', '95') };
  expect(argv('disk', { path: '/' }, limits)).toBe('check_disk -t 10 -u bytes -w 19% -c 1000 -W 29% -K 4% -E -p /');
});

test('disk leaves to our own program what check_disk cannot say', () => {
  const own = 'plimsoll-check-host disk --path /srv';
  expect(argv('disk', { path: '/srv' }, { used: below('5') })).toBe(`${own} --measure used --below warning=5 --timeout 10`);
  expect(argv('disk', { path: '/srv' }, { inodesFree: below('5') })).toBe(`${own} --measure inodesFree --below warning=5 --timeout 10`);
  expect(argv('disk', { path: '/srv' }, { used: above('80', '90', '70') })).toBe(
    `${own} --measure used --above warning=80,critical=90,clear=70 --previous <state> --timeout 10`,
  );
  expect(argv('disk', { path: '/srv' }, { used: above('100') })).toMatch(/^plimsoll-check-host disk/);
  expect(argv('disk', { path: '/srv' }, { free: below('0') })).toMatch(/^plimsoll-check-host disk/);
  expect(argv('disk', { path: '/srv' }, { free: below('1') })).toBe('check_disk -t 10 -u bytes -w 0 -E -p /srv');
  expect(argv('disk', { path: '/srv' }, { used: atLeast('80') })).toMatch(/^plimsoll-check-host disk/);
  expect(argv('disk', { path: '/srv' }, { used: above('80.5') })).toMatch(/^plimsoll-check-host disk/);
  expect(argv('disk', { path: '/srv' }, { inodesUsed: above('80', '90.5') })).toMatch(/^plimsoll-check-host disk/);
});

test('load fills the triples and never puts a warning beyond a critical', () => {
  expect(argv('load', {}, { load5: above('4', '8') })).toBe('check_load -w 1000000,4,1000000 -c 1000000,8,1000000');
  expect(argv('load', {}, { load1: atLeast(undefined, '8') })).toBe('check_load -w 7.995,1000000,1000000 -c 7.995,1000000,1000000');
});

test('load per CPU leaves to our own program what check_load would cut off', () => {
  expect(argv('load', { perCpu: true }, { load1: atLeast('2.25') })).toMatch(/^check_load -r -w 2.245,/);
  expect(argv('load', { perCpu: true }, { load1: atLeast('2.255') })).toMatch(/^plimsoll-check-host load --per-cpu --measure load1/);
  expect(argv('load', { perCpu: true }, { load1: above('2') })).toMatch(/^plimsoll-check-host load --per-cpu --measure load1/);
  expect(argv('load', {}, { load1: below('-1') })).toMatch(/^plimsoll-check-host load --measure load1/);
});

test('process counts with inclusive ranges', () => {
  expect(argv('process', { name: 'sshd' })).toBe('check_procs -t 10 -c 1: -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: above('10', '20') })).toBe('check_procs -t 10 -w 0:10 -c 0:20 -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: below('3', '1.5') })).toBe('check_procs -t 10 -w 3: -c 2: -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: [inside('0', '2')] })).toBe('check_procs -t 10 -c @0:2 -C sshd');
  expect(argv('process', {})).toMatch(/^impossible/);
});

test('process leaves to our own program what ps would show otherwise', () => {
  const own = 'plimsoll-check-host process --argument';
  expect(argv('process', { argument: 'fotos/grün' })).toBe(`${own} fotos/grün --measure count --below critical=1 --timeout 10`);
  expect(argv('process', { argument: 'ends in a blank ' })).toMatch(new RegExp(`^${own}`));
  expect(argv('process', { argument: 'a b' }, { count: [inside('0', '2'), ...above(undefined, '9')] })).toMatch(new RegExp(`^${own}`));
  expect(argv('process', { argument: "it's" })).toBe("check_procs -t 10 -c 1: -a it's");
});

test('file-age gives plain numbers for whole seconds and bytes', () => {
  expect(argv('file-age', { path: '/a b' })).toBe('check_file_age -w 9999999999 -c 9999999999 -f /a b');
  expect(argv('file-age', { path: '/a' }, { age: above('60', '90.5') })).toBe('check_file_age -w 60 -c 90 -f /a');
  expect(argv('file-age', { path: '/a' }, { age: atLeast(undefined, '90'), size: below('10', '1') })).toBe(
    'check_file_age -w 89 -c 89 -W 10 -C 1 -f /a',
  );
  expect(argv('file-age', { path: '/a' }, { age: below('60') })).toMatch(/^plimsoll-check-host file-age --path \/a --measure age/);
  expect(argv('file-age', { path: '/a' }, { age: above('-5') })).toMatch(/^plimsoll-check-host/);
});

test('memory and swap are held against every form of limits by our own program', () => {
  expect(argv('memory', {}, { used: above('80'), available: below(undefined, '1000') })).toBe(
    'plimsoll-check-host memory --measure used --above warning=80 --measure available --below critical=1000 --timeout 10',
  );
  expect(argv('swap', {}, { free: [inside('1', '2')] })).toBe(
    'plimsoll-check-host swap --measure free --inside critical=1..2 --timeout 10',
  );
  expect(argv('memory', {})).toMatch(/^impossible/);
  expect(argv('swap', {})).toMatch(/^impossible/);
});

test('one state for two measures is told where clear depends on it', () => {
  const both = ask('memory', {}, { used: above('80', '90', '70'), available: below(undefined, '1000') });
  const alone = ask('memory', {}, { used: above('80', '90', '70') });
  expect(both.kind === 'plugin' && both.differences).toEqual([expect.stringContaining('one state for all measures')]);
  expect(alone.kind === 'plugin' && alone.differences).toEqual([]);
});

test('systemd-unit takes full names of units', () => {
  expect(argv('systemd-unit', { unit: 'nginx.service' })).toBe('plimsoll-check-host systemd-unit --unit nginx.service --timeout 10');
  expect(argv('systemd-unit', { unit: 'dump.timer', active: false })).toContain('--unit dump.timer --inactive');
  for (const unit of ['nginx', '-x.service', 'a b.service', 'a;b.service', 'é.service'])
    expect(accepts('systemd-unit', { unit })).toBe(false);
});

test('log-pattern keeps its place under the id of its check', () => {
  expect(argv('log-pattern', { path: '/var/log/x.log', pattern: 'a|b', within: '15m', ignoreCase: true })).toBe(
    'plimsoll-check-host log-pattern --path /var/log/x.log --pattern a|b --ignore-case --within 900 --state-directory <stateDirectory> ' +
      '--state some--check --measure count --at-least critical=1 --timeout 10',
  );
});

test('log-pattern takes only patterns that can be read and run no code', () => {
  const taken = (pattern: string) => accepts('log-pattern', { path: '/x', pattern });
  for (const pattern of ['error', '^\\d+ (?:a|b){2,3}$', "it's $HOME", 'ü', '(?=x)y']) expect(taken(pattern), pattern).toBe(true);
  for (const pattern of ['', '(', 'a\nb', '(?{ system "x" })', '(??{ 1 })', '(*FAIL)', '(?R)', '[', 'a**'])
    expect(taken(pattern), pattern).toBe(false);
});

test('paths on hosts are absolute, of one line, and do not climb', () => {
  for (const path of ['/', '/a b', "/it's", '/grün', '/a..b', '/$x;y']) expect(accepts('file-age', { path }), path).toBe(true);
  for (const path of ['', 'a', '/a/../b', '/..', '/a\nb', '/a\u0000', `/${'x'.repeat(800)}`]) {
    expect(accepts('file-age', { path }), path).toBe(false);
  }
});

test('ganglia-metric is asked of gmetad, not of the host', () => {
  expect(ask('ganglia-metric', { metric: 'load_one' }, { value: above('4') })).toEqual({
    kind: 'ganglia',
    metric: 'load_one',
    measure: 'value',
    unit: 'count',
    staleAfter: 300,
    differences: [],
  });
  for (const metric of ['', '../x', 'a/b', 'a b', '-x']) expect(accepts('ganglia-metric', { metric })).toBe(false);
  expect(accepts('ganglia-metric', { metric: 'x', unit: 'mib' })).toBe(false);
  expect(accepts('ganglia-metric', { metric: 'x', staleAfter: '0s' })).toBe(false);
});

test('prometheus has an expression for each measure of node_exporter, or says why not', () => {
  const answered = { disk: { path: '/' }, load: {}, memory: {}, swap: {}, 'systemd-unit': { unit: 'x.service' } };
  for (const [name, fields] of Object.entries(answered)) {
    const { measures, prometheus } = probe(name);
    const answer = prometheus({ fields, limits: {} });
    expect(answer, name).toMatchObject({ kind: 'expressions', exporter: 'node' });
    expect(answer.kind === 'expressions' && Object.keys(answer.measures), name).toEqual(Object.keys(measures));
  }
  const refused = {
    process: { name: 'x' },
    'log-pattern': { path: '/x', pattern: 'x' },
    'ganglia-metric': { metric: 'x' },
    'file-age': { path: '/x' },
  };
  for (const [name, fields] of Object.entries(refused))
    expect(probe(name).prometheus({ fields, limits: {} }).kind, name).toBe('impossible');
  expect(probe('file-age').prometheus({ fields: { path: '/x/y.prom' }, limits: {} }).kind).toBe('expressions');
});
