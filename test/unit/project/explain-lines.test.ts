import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { lineExplainer } from '../../../src/project/explain-line.ts';
import type { LineExplanation } from '../../../src/project/explain-types.ts';
import { builtInMemory } from '../../support/built-in-memory.ts';

const root = new URL('../../../', import.meta.url).pathname.replace(/\/$/, '');

interface Answer {
  readonly query: string;
  readonly found: LineExplanation | undefined;
}

const answers: Answer[] = [];
const sources = new Map<string, readonly string[]>();

const sourceOf = (file: string): readonly string[] => {
  const known = sources.get(file) ?? readFileSync(`${root}/${file}`, 'utf8').split('\n');
  sources.set(file, known);
  return known;
};

const linesOf = (text: string): number => (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n').length;

beforeAll(async () => {
  const { files, compilation, context } = await builtInMemory(root);
  const explain = lineExplainer(context, compilation);
  for (const [path, text] of files)
    for (let line = 1; line <= linesOf(text); line += 1) answers.push({ query: `${path}:${line}`, found: explain(`${path}:${line}`) });
}, 240_000);

const ofEmitters = ['nagios', 'ganglia', 'prometheus', 'alertmanager'];

test('all lines of all files of both environments are asked about', () => {
  expect(answers.length).toBeGreaterThan(50_000);
  for (const environment of ['production', 'staging'])
    for (const emitter of ofEmitters) expect(answers.some(({ query }) => query.startsWith(`/built/${environment}/${emitter}/`))).toBe(true);
  expect(answers.some(({ query }) => query.startsWith('/built/production/PARITY.md:'))).toBe(true);
  expect(answers.some(({ query }) => query.startsWith('/built/staging/PARITY.json:'))).toBe(true);
});

test('each has an answer, at a place that exists in a source file', () => {
  const lost = answers.filter(({ found }) => {
    const origin = found?.origin;
    const line = origin === undefined ? undefined : sourceOf(origin.file)[origin.line - 1];
    return origin === undefined || line === undefined || line.trim() === '' || origin.column > line.length;
  });
  expect(lost.map(({ query }) => query).slice(0, 20)).toEqual([]);
});

test('a line of the file as a whole says who wrote it, and names the option it is there for', () => {
  const whole = answers.filter(({ found }) => found?.origin?.kind === 'settings');
  expect(whole.length).toBeGreaterThan(1000);
  const silent = whole.filter(({ query, found }) => {
    const emitter = query.split('/')[3] ?? '';
    const target = ofEmitters.includes(emitter) ? `targets.${emitter}` : 'targets';
    return found?.whole === undefined || !(found.origin?.field ?? '').startsWith(target);
  });
  expect(silent.map(({ query }) => query).slice(0, 20)).toEqual([]);
});

/** The line of a place, and those above it where a block scalar or a list begins. */
const near = (file: string, line: number): string =>
  sourceOf(file)
    .slice(Math.max(0, line - 4), line)
    .join('\n');

/** Keys by which an override says what it is for. */
const overrideKeys = /\b(?:on|environment|above|below|atLeast|atMost|inside|outside)\b/;

const isRight = ({ found }: Answer): boolean => {
  const origin = found?.origin;
  if (origin === undefined) return false;
  const { kind, id, field, file, line, from } = origin;
  if (from === 'settings') return file === 'plimsoll.yaml';
  if (from === 'override' && field === 'limits') return overrideKeys.test(near(file, line));
  if (from === 'derived') return /\b(?:every|for|attempts|on|threshold)\b/.test(near(file, line));
  const key = field === undefined || from === 'built-in' || field === 'limits' ? undefined : (field.split('.').at(-1) ?? '');
  if (key !== undefined) return near(file, line).includes(key);
  return field === 'limits' || kind === 'settings' || (sourceOf(file)[line - 1] ?? '').includes(id);
};

test('the place really holds the id of the definition, or the key of the value', () => {
  const inYaml = answers.filter(({ found }) => found?.origin?.file.endsWith('.yaml'));
  expect(inYaml.length).toBeGreaterThan(30_000);
  const wrong = inYaml.filter((answer) => !isRight(answer));
  expect(wrong.map(({ query, found }) => `${query} ${JSON.stringify(found?.origin)}`).slice(0, 20)).toEqual([]);
});

test('each kind of definition is found behind some line', () => {
  const kinds = new Set(answers.map(({ found }) => found?.origin?.kind));
  expect([...kinds].map(String).sort()).toEqual(['checks', 'groups', 'hosts', 'metrics', 'schedules', 'settings', 'teams']);
});

test('a line that is about one host leads to the override that decides there', () => {
  const archive = answers.filter(({ query, found }) => query.includes('/production/nagios/') && found?.origin?.host === 'archive1');
  const queue = archive.filter(({ found }) => found?.origin?.id === 'offline/queue');
  expect(queue.length).toBeGreaterThan(0);
  for (const { found } of queue) {
    expect(found?.origin).toMatchObject({ field: 'limits', from: 'override', file: 'thresholds/offline-tasks.yaml' });
    expect(found?.origin?.why).toContain('The archive drains on Sundays');
  }
});
