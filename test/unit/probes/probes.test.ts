import { expect, test } from 'vitest';
import type { Limits } from '../../../src/model/limits.ts';
import type { Word } from '../../../src/probes/probe.ts';
import { parseUnit } from '../../../src/model/unit.ts';
import { probes } from '../../../src/probes/registry.ts';
import { bound } from '../../support/sample-model.ts';

const probe = (name: string) => {
  const found = probes.get(name);
  if (!found) throw new Error(`no probe ${name}`);
  return found;
};

const word = (one: Word): string => (typeof one === 'string' ? one : `<${one.reference}>`);

const argv = (name: string, fields: object, limits: Record<string, Limits> = {}): string => {
  const result = probe(name).nagios({ fields, limits });
  if (result.kind === 'impossible') return `impossible: ${result.why}`;
  return result.kind === 'ganglia' ? `gmetad: ${result.metric}` : [result.plugin, ...result.words.map(word)].join(' ');
};

const above = (warning?: string, critical?: string): Limits => [
  { form: 'above', ...(warning && { warning: bound(warning) }), ...(critical && { critical: bound(critical) }) },
];
const atLeast = (critical: string): Limits => [{ form: 'atLeast', critical: bound(critical) }];
const below = (warning: string, critical: string): Limits => [{ form: 'below', warning: bound(warning), critical: bound(critical) }];

test('every measure has a unit that metrics may declare', () => {
  for (const { measures, name } of probes.values()) {
    for (const { unit } of Object.values(measures)) expect(parseUnit(unit), `${name} ${unit}`).toBeDefined();
  }
});

test('every probe describes its fields', () => {
  expect([...probes.keys()]).toEqual(['disk', 'http', 'load', 'ping', 'process', 'tcp', 'tls-certificate']);
});

test('http states the answers it accepts', () => {
  expect(argv('http', {})).toBe('check_http -H <address> -p 80 -u / -e HTTP/1.0 2,HTTP/1.1 2');
  expect(
    argv('http', { tls: true, hostHeader: 'www.example.com', status: [200], contains: 'a b' }, { responseTime: above('0.5', '2') }),
  ).toBe('check_http -H www.example.com -I <address> -p 443 -u / -S --sni -e HTTP/1.0 200,HTTP/1.1 200 -s a b -w 0.5 -c 2');
  expect(argv('http', { redirects: 'follow', status: [200] })).toBe(
    'impossible: check_http follows no redirect once it is given status codes.',
  );
  expect(argv('http', {}, { responseTime: below('2', '1') })).toBe('impossible: check_http cannot say `below`, only `above`.');
});

test('ping turns seconds into milliseconds and strict limits into whole percents', () => {
  expect(argv('ping', {})).toBe('check_ping -H <address> -p 5 -w 3600000,100% -c 3600000,100%');
  expect(argv('ping', {}, { loss: above('20', '60') })).toBe('check_ping -H <address> -p 5 -w 3600000,21% -c 3600000,61%');
  expect(argv('ping', {}, { loss: atLeast('20'), roundTrip: above('0.1', '0.5') })).toBe(
    'check_ping -H <address> -p 5 -w 100.0005,20% -c 500.0005,20%',
  );
});

test('disk takes the free share of a used limit', () => {
  expect(argv('disk', { path: '/srv' }, { used: above('80', '90') })).toBe('check_disk -u bytes -w 20% -c 10% -E -p /srv');
  expect(argv('disk', { path: '/srv' }, { free: below('2000', '1000') })).toBe('check_disk -u bytes -w 1999 -c 999 -E -p /srv');
  expect(argv('disk', { path: '/srv' })).toMatch(/^impossible/);
});

test('load fills the triples and never puts a warning beyond a critical', () => {
  expect(argv('load', {}, { load5: above('4', '8') })).toBe('check_load -w 1000000,4,1000000 -c 1000000,8,1000000');
  expect(argv('load', {}, { load1: atLeast('8') })).toBe('check_load -w 7.995,1000000,1000000 -c 7.995,1000000,1000000');
});

test('process counts with inclusive ranges', () => {
  expect(argv('process', { name: 'sshd' })).toBe('check_procs -c 1: -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: above('10', '20') })).toBe('check_procs -w 0:10 -c 0:20 -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: below('3', '1.5') })).toBe('check_procs -w 3: -c 2: -C sshd');
  expect(argv('process', { name: 'sshd' }, { count: [{ form: 'inside', critical: { low: bound('0'), high: bound('2') } }] })).toBe(
    'check_procs -c @0:2 -C sshd',
  );
});

test('tls-certificate counts whole days left', () => {
  expect(argv('tls-certificate', { serverName: 'x.example' }, { remaining: below('30', '7') })).toBe(
    'check_tcp -H <address> -p 443 -S --sni=x.example -D 29,6',
  );
});

test('prometheus has an expression for each measure, or says why not', () => {
  const fields: Record<string, object> = { disk: { path: '/' }, tcp: { port: 22 }, process: { name: 'sshd' } };
  for (const { name, measures, prometheus } of probes.values()) {
    const result = prometheus({ fields: fields[name] ?? {}, limits: {} });
    if (name === 'process') expect(result.kind).toBe('impossible');
    else expect(result).toMatchObject({ measures: Object.fromEntries(Object.keys(measures).map((key) => [key, expect.any(String)])) });
  }
});
