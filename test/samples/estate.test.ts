import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeAnew } from '../../src/base/reuse.ts';
import { compile } from '../../src/compiler/compile.ts';
import { codes } from '../../src/diagnostics/registry.ts';
import { esbuildBundle } from '../../src/host/bundle.ts';
import { nodeHost } from '../../src/host/node-host.ts';
import { probes } from '../../src/probes/registry.ts';
import { emitters } from '../../src/project/emitters.ts';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const { definitions, models, diagnostics } = await compile({
  tree: nodeHost().tree(root),
  bundle: esbuildBundle,
  schemas: new Map(emitters.map(({ name, options }) => [name, options])),
  today: '2026-11-23',
  severityOf: (code) => codes.find((one) => one.code === code)?.severity,
  reuse: makeAnew,
});
if (definitions === undefined) throw new Error('the settings of the estate cannot be read');

const valuesOf = <T>(entries: ReadonlyMap<string, { readonly value: T }>): readonly T[] => [...entries.values()].map(({ value }) => value);

test('nothing is wrong with the estate of this repository', () => {
  const serious = diagnostics.filter(({ severity }) => severity !== 'info');
  expect(serious.map(({ code, message, span }) => `${span?.file ?? ''}: ${code} ${message}`)).toEqual([]);
});

test('the estate is large enough to be believed', () => {
  const { checks, metrics, thresholds, hosts, groups, teams } = definitions;
  expect(models.map(({ environment }) => environment)).toEqual(['production', 'staging']);
  expect(checks.size).toBeGreaterThanOrEqual(65);
  expect(metrics.size).toBeGreaterThanOrEqual(27);
  expect(thresholds.size).toBeGreaterThanOrEqual(32);
  expect(hosts.size).toBeGreaterThanOrEqual(42);
  expect(groups.size).toBeGreaterThanOrEqual(13);
  expect(teams.size).toBeGreaterThanOrEqual(6);
});

test('the estate has a check of every kind and looks by every probe', () => {
  const checks = valuesOf(definitions.checks);
  for (const kind of ['threshold', 'probe', 'heartbeat', 'quorum', 'burnRate', 'command'] as const)
    expect(
      checks.some((check) => check[kind] !== undefined),
      kind,
    ).toBe(true);
  const used = new Set(checks.flatMap(({ probe }) => Object.keys(probe ?? {})));
  expect([...probes.keys()].filter((name) => !used.has(name))).toEqual([]);
});

test('the estate draws lines of every form, and relaxes them by group, host and environment', () => {
  const thresholds = valuesOf(definitions.thresholds);
  for (const form of ['above', 'below', 'atLeast', 'atMost', 'outside', 'inside'] as const)
    expect(
      thresholds.some((threshold) => threshold[form] !== undefined),
      form,
    ).toBe(true);
  const overrides = thresholds.flatMap((threshold) => threshold.overrides ?? []);
  const named = overrides.flatMap(({ on }) => on ?? []);
  expect(named.some((id) => definitions.groups.has(id))).toBe(true);
  expect(named.some((id) => definitions.hosts.has(id))).toBe(true);
  expect(overrides.some(({ environment }) => environment === 'staging')).toBe(true);
  expect(overrides.some(({ until }) => until !== undefined)).toBe(true);
});

test('no two definitions give the same reason', () => {
  const { checks, metrics, thresholds } = definitions;
  const reasons = [...valuesOf(checks), ...valuesOf(metrics), ...valuesOf(thresholds)].map(({ why }) => why);
  const overrides = valuesOf(thresholds).flatMap((threshold) => (threshold.overrides ?? []).map(({ why }) => why));
  const all = [...reasons, ...overrides];
  expect(all.filter((why, index) => all.indexOf(why) !== index)).toEqual([]);
});

test('every team reaches somebody who is awake after a page that nobody answers', () => {
  for (const { id, receivers, escalation } of models.flatMap(({ teams }) => teams)) {
    expect(receivers.page, id).toBeDefined();
    expect(escalation.length, id).toBeGreaterThan(0);
  }
});

test('staging wakes nobody', () => {
  const staging = models.find(({ environment }) => environment === 'staging');
  expect(new Set(staging?.teams.map(({ receivers }) => receivers.page?.kind))).toEqual(new Set(['email']));
});

test('the pages of the manual name files that exist', () => {
  const text = readFileSync(new URL('../../docs/estate.md', import.meta.url), 'utf8');
  const files = [...text.matchAll(/`((?:metrics|thresholds|checks|inventory)\/[\w./-]+\.\w+)`/g)].map(([, file = '']) => file);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files) expect(() => readFileSync(`${root}/${file}`), file).not.toThrow();
});
