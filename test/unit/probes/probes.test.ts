import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
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
const below = (warning: string, critical: string): Limits => [{ form: 'below', warning: bound(warning), critical: bound(critical) }];

test('every measure has a unit that metrics may declare', () => {
  for (const { measures, name } of probes.values()) {
    for (const { unit } of Object.values(measures)) expect(parseUnit(unit), `${name} ${unit}`).toBeDefined();
  }
});

test('every probe describes its fields', () => {
  for (const { name, fields } of probes.values()) {
    const schema = z.toJSONSchema(fields, { io: 'input', unrepresentable: 'any' });
    for (const [field, { description }] of Object.entries((schema.properties ?? {}) as Record<string, { description?: string }>)) {
      expect(description, `${name} ${field}`).toBeTruthy();
    }
  }
});

test('every file of the folder is a probe under its own name', () => {
  const files = readdirSync(new URL('../../../src/probes/', import.meta.url)).filter((file) => file.endsWith('.ts'));
  const names = files.map((file) => file.slice(0, -3)).filter((name) => !['flags', 'probe', 'registry'].includes(name));
  expect([...probes].map(([key, { name }]) => [key, name])).toEqual(names.sort().map((name) => [name, name]));
});

test('http states the answers it accepts', () => {
  expect(argv('http', {})).toBe('check_http -H <address> -p 80 -t 10 -u / -e HTTP/1.0 2,HTTP/1.1 2');
  expect(
    argv('http', { tls: true, hostHeader: 'www.example.com', status: [200], contains: 'a b' }, { responseTime: above('0.5', '2') }),
  ).toBe('check_http -H www.example.com -I <address> -p 443 -t 10 -u / -S --sni -e HTTP/1.0 200,HTTP/1.1 200 -s a b -w 0.5 -c 2');
  expect(argv('http', { redirects: 'follow', status: [404, '2xx', '300-309'] })).toBe(
    'check_curl -H <address> -p 80 -t 10 -u / -f curl --max-redirs=10 -e HTTP/1.0 2,HTTP/1.1 2,HTTP/1.0 30,HTTP/1.1 30,HTTP/1.0 404,HTTP/1.1 404',
  );
  expect(argv('http', {}, { responseTime: below('2', '1') })).toContain('-w 2: -c 1:');
  expect(argv('http', {}, { responseTime: [{ form: 'atLeast', critical: bound('2') }] })).toContain('-c @2:');
});

test('tls-certificate counts whole days left', () => {
  expect(argv('tls-certificate', { serverName: 'x.example' }, { remaining: below('30', '7') })).toBe(
    'check_tcp -H <address> -p 443 -t 10 -S --sni=x.example -D 29,6',
  );
});
