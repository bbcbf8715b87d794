import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { type DefinitionKind, definitionKinds } from '../../../src/model/model.ts';
import { emitters } from '../../../src/project/emitters.ts';
import { editorGlobs, schemaFiles, schemaOf } from '../../../src/project/schemas.ts';

const root = new URL('../../../', import.meta.url).pathname;

const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
const complaints = (kind: DefinitionKind, value: unknown, part: 'file' | 'defaults' = 'file'): readonly string[] => {
  const validate = ajv.compile(schemaOf(kind, part));
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
};

const folderOf = (kind: DefinitionKind): string => (editorGlobs[kind][0] ?? '').replace(/\/\*\*.*/, '');

interface EstateFile {
  readonly kind: DefinitionKind;
  readonly file: string;
}

/** Every YAML definition file of an estate, with the schema that editors hold it against. */
const yamlFiles = (estate: string): readonly EstateFile[] =>
  definitionKinds.flatMap((kind): readonly EstateFile[] => {
    if (kind === 'settings') return [{ kind, file: join(estate, 'plimsoll.yaml') }];
    try {
      return readdirSync(join(root, estate, folderOf(kind)), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml') && !name.includes('_defaults'))
        .map((name) => ({ kind, file: join(estate, folderOf(kind), name) }));
    } catch {
      return [];
    }
  });

describe.each(['test/fixtures/base', '.'])('in the estate %s', (estate) => {
  test.each(yamlFiles(estate))('$kind: $file is valid', ({ kind, file }) => {
    expect(complaints(kind, parse(readFileSync(join(root, file), 'utf8'), { merge: true }))).toEqual([]);
  });
});

const check = { why: 'w', owner: 'ops', on: 'web', threshold: 'queue-depth' };
const threshold = { why: 'w', owner: 'ops', metric: 'queue_depth', above: { warning: '10k' } };
const metric = { why: 'w', owner: 'ops', type: 'gauge', unit: 'tasks', from: { dropFile: 'queue' } };

test.each<[string, DefinitionKind, unknown]>([
  ['an unknown key', 'checks', { queue: { ...check, treshold: 'x' } }],
  ['a check without a why', 'checks', { queue: { on: 'web', threshold: 'queue-depth' } }],
  ['a malformed id', 'checks', { 'Queue Depth': check }],
  ['an unknown urgency', 'checks', { queue: { ...check, notify: { critical: 'sms' } } }],
  ['a duration without a unit', 'checks', { queue: { ...check, every: '5' } }],
  ['an unknown probe', 'checks', { queue: { why: 'w', on: 'web', probe: { telnet: { port: 23 } } } }],
  ['a port out of range', 'checks', { queue: { why: 'w', on: 'web', probe: { tcp: { port: 70000 } } } }],
  ['a runbook that is no link', 'checks', { queue: { ...check, runbook: 'ask Joe' } }],
  ['a limit in an unknown unit', 'thresholds', { t: { ...threshold, above: { warning: '10 parsecs' } } }],
  ['an interval with one end', 'thresholds', { t: { why: 'w', metric: 'm', outside: { warning: '10..' } } }],
  ['an override without a why', 'thresholds', { t: { ...threshold, overrides: [{ on: 'web', above: { warning: 1 } }] } }],
  ['a metric id in kebab-case', 'metrics', { 'queue-depth': metric }],
  ['an unknown metric type', 'metrics', { queue_depth: { ...metric, type: 'histogram' } }],
  ['a range without ends that are numbers', 'metrics', { queue_depth: { ...metric, range: 'low..high' } }],
  ['an address with a shell character', 'hosts', { web1: { address: 'web1; reboot' } }],
  ['a receiver that is no address', 'teams', { ops: { name: 'Ops', receivers: { page: { email: 'ops' } } } }],
  ['a schedule with an empty list of hours', 'schedules', { office: { why: 'w', hours: [] } }],
  ['a group with an unknown key', 'groups', { web: { members: ['web1'] } }],
  ['an emitter that does not exist', 'settings', { estate: 'e', environments: { production: {} }, targets: { zabbix: {} } }],
  ['settings without environments', 'settings', { estate: 'e' }],
  ['a file that is a list', 'checks', [check]],
])('%s is refused', (_, kind, value) => {
  expect(complaints(kind, value)).not.toEqual([]);
});

test('a key that a folder may have defaults for is not asked of each definition', () => {
  expect(complaints('checks', { queue: { why: 'w', on: 'web', threshold: 'queue-depth' } })).toEqual([]);
});

test('defaults are one definition without anything required', () => {
  expect(complaints('checks', { owner: 'ops', notify: { critical: 'page' } }, 'defaults')).toEqual([]);
  expect(complaints('checks', {}, 'defaults')).toEqual([]);
  expect(complaints('checks', { ownr: 'ops' }, 'defaults')).not.toEqual([]);
});

test.each([
  ['1GiB', true],
  ['-12.5ms', true],
  ['10/s', true],
  ['1.5 MiB/s', true],
  [12, true],
  ['1e3', false],
  ['1,000', false],
])('the quantity %s is accepted by the schema as by the compiler: %s', (quantity, accepted) => {
  expect(complaints('thresholds', { t: { ...threshold, above: { warning: quantity } } }).length === 0).toBe(accepted);
});

test('settings know the options of every emitter', () => {
  const text = JSON.stringify(schemaOf('settings', 'file'));
  for (const { name } of emitters) expect(text).toContain(`"${name}":{"description"`);
});

test('there is one file per kind, named as the editor settings name it', () => {
  expect(schemaFiles().map(({ path }) => path)).toEqual(definitionKinds.map((kind) => `${kind}.json`));
  expect(Object.keys(editorGlobs).sort()).toEqual([...definitionKinds].sort());
});
