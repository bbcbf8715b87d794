import { expect, test } from 'vitest';
import { buildText } from '../../../src/cli/views/build.ts';
import { explanationText } from '../../../src/cli/views/explanation.ts';
import { verifyText } from '../../../src/cli/views/verify.ts';
import type { DefinitionExplanation, EffectiveValue } from '../../../src/project/explain-types.ts';
import type { BuiltEnvironment, VerifyRun } from '../../../src/project/types.ts';

const run = (status: VerifyRun['status'], more: Partial<VerifyRun> = {}): VerifyRun => ({
  environment: 'production',
  emitter: 'prometheus',
  tool: 'promtool',
  args: ['check', 'rules', 'rules.yaml'],
  status,
  ...more,
});

test('what was skipped is said to be, with the reason, and is not counted as passed', () => {
  const runs = [
    run('passed'),
    run('failed', { reason: 'no such metric' }),
    run('skipped', { emitter: 'nagios', tool: 'nagios4', args: ['-v'], reason: 'not installed' }),
  ];
  expect(verifyText(runs)).toBe(`production  prometheus  promtool check rules rules.yaml  passed
production  prometheus  promtool check rules rules.yaml  FAILED: no such metric
production  nagios      nagios4 -v                       SKIPPED: not installed
1 passed, 1 failed, 1 skipped
`);
});

test('when nothing could be verified, that is the last word', () => {
  expect(verifyText([run('skipped', { reason: 'promtool is not installed' })])).toMatch(
    /0 passed, 0 failed, 1 skipped\nNothing was verified: .*\n$/,
  );
  expect(verifyText([])).toBe('No tool was run.\n');
});

const built = (changed: boolean, stale: readonly string[] = []): BuiltEnvironment => ({
  name: 'production',
  directory: 'generated/production',
  files: 12,
  changed,
  stale,
});

test('a build that changes nothing says so in a sentence', () => {
  expect(buildText([built(false)], false)).toBe(
    'production  unchanged  12 files in generated/production\nNothing had to be written: the output already is what the definitions say.\n',
  );
  expect(buildText([built(true)], false)).toBe('production  written  12 files in generated/production\n');
});

test('a check names what is stale, but not without end', () => {
  const text = buildText(
    [
      built(
        true,
        Array.from({ length: 30 }, (_, i) => `f${i}`),
      ),
    ],
    true,
  );
  expect(text).toContain('production  out of date  12 files in generated/production\n');
  expect(text).toContain('  generated/production/f19\n  and 10 more\nRun `plimsoll build` to write them.\n');
  expect(buildText([built(false)], true)).toContain('The output is what the definitions say.\n');
});

const place = { file: 'checks/queue.yaml', line: 2, column: 3 };
const below = { from: 'default', value: '2m', file: 'checks/_defaults.yaml', line: 1, column: 8, wins: false } as const;
const above = { from: 'override', value: '5m', environment: 'staging', why: 'It is slow.', ...place, wins: true } as const;
const explained: DefinitionExplanation = {
  kind: 'definition',
  definition: { kind: 'checks', id: 'queue', summary: 'Users wait.', ...place },
  values: ['production', 'staging'].flatMap((environment): readonly EffectiveValue[] => [
    { environment, field: 'owner', value: 'ops', from: 'definition', ...place, chain: [] },
    environment === 'staging'
      ? { environment, field: 'every', value: '5m', from: 'override', ...place, chain: [below, above] }
      : { environment, field: 'every', value: '1m', from: 'built-in', ...place, chain: [] },
  ]),
  objects: [
    {
      environment: 'production',
      artifact: 'production/nagios/services.cfg',
      firstLine: 4,
      lastLine: 5,
      text: 'define service {\n\tuse x\u001b[31m\n',
    },
  ],
  commands: [{ environment: 'production', emitter: 'nagios', runs: 'host', argv: ['check_tcp', '-p', '80', "it's $HOME"] }],
  queries: [
    { environment: 'production', kind: 'alert', name: 'Queue', labels: 'severity="critical"', expr: 'a\nor b', for: '5m' },
    { environment: 'production', kind: 'alert', name: 'Queue', labels: 'escalation="1"', expr: 'a\nor b', for: '35m' },
  ],
  also: [],
  routes: [
    { environment: 'production', level: 'critical', told: true, steps: ['page ops by PagerDuty'], quiet: ['Nobody before five.'] },
    { environment: 'staging', level: 'critical', told: false, steps: ['nobody: it is dark'], quiet: [] },
  ],
  uses: [{ environment: 'production', kind: 'checks', id: 'pages', how: 'is explained by its failure', ...place }],
};

test('an explanation shows each value once, with its place, its source, what it takes the place of, and where it differs', () => {
  expect(explanationText(explained, '../')).toBe(`check queue  ../checks/queue.yaml:2:3
  Users wait.

Values:
  owner  ops              ../checks/queue.yaml:2:3
  every  1m                                             built in, in production
  every  5m               ../checks/queue.yaml:2:3      by an override in staging, “It is slow.”, in staging
           instead of 2m  ../checks/_defaults.yaml:1:8  from the defaults of the folder

Commands:
  nagios on the host  check_tcp -p 80 'it'\\''s $HOME'  in production

Queries:
  alert Queue  severity="critical", for 5m, in production
    a
    or b
  alert Queue  escalation="1", for 35m, in production
    as that with severity="critical"

Told:
  critical (in production):
    page ops by PagerDuty
      Nobody before five.
  critical (in staging):
    nobody: it is dark

Used by:
  check pages  is explained by its failure  ../checks/queue.yaml:2:3  in production

Generated:
  production/nagios/services.cfg:4-5
    define service {
      use x<U+001B>[31m
`);
});

test('a generated line leads back to its definition, or says who wrote it', () => {
  const line = { kind: 'line', artifact: 'production/nagios/services.cfg', line: 7, text: '  check_interval 1' } as const;
  const origin = { kind: 'checks', id: 'queue', field: 'every', host: 'web1', from: 'override', why: 'It is slow.', ...place } as const;
  expect(explanationText({ ...line, origin }, '')).toBe(
    'production/nagios/services.cfg:7\n    check_interval 1\ncomes from check queue, every, on web1\n  checks/queue.yaml:2:3  by an override\n  It is slow.\n',
  );
  expect(explanationText({ ...line, whole: 'The nagios emitter writes it.' }, '')).toBe(
    'production/nagios/services.cfg:7\n    check_interval 1\nThe nagios emitter writes it.\n',
  );
});

test('a time that cannot be read is said to be none', () => {
  expect(explanationText({ kind: 'no-time', at: 'noon' }, '')).toMatch(/^plimsoll explain: `noon` is no time; /);
});
