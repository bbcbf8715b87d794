import { expect, test } from 'vitest';
import { buildText } from '../../../src/cli/views/build.ts';
import { explanationText } from '../../../src/cli/views/explanation.ts';
import { verifyText } from '../../../src/cli/views/verify.ts';
import type { BuiltEnvironment, DefinitionExplanation, VerifyRun } from '../../../src/project/types.ts';

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
const explained: DefinitionExplanation = {
  kind: 'definition',
  definition: { kind: 'checks', id: 'queue', summary: 'Users wait.', ...place },
  values: ['production', 'staging'].flatMap((environment) => [
    { environment, field: 'owner', value: 'ops', from: 'definition', ...place },
    {
      environment,
      field: 'every',
      value: environment === 'staging' ? '5m' : '1m',
      from: environment === 'staging' ? 'override' : 'built-in',
      ...place,
    },
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
  commands: [{ environment: 'production', emitter: 'nagios', argv: ['check_tcp', '-p', '80', "it's $HOME"] }],
  also: [],
  routes: [
    { environment: 'production', level: 'critical', steps: ['page ops by PagerDuty'] },
    { environment: 'staging', level: 'critical', steps: [] },
  ],
};

test('an explanation shows each value once, with its place, its source and where it differs', () => {
  expect(explanationText(explained, '../')).toBe(`check queue  ../checks/queue.yaml:2:3
  Users wait.

Values:
  owner  ops  ../checks/queue.yaml:2:3
  every  1m                             built in, in production
  every  5m   ../checks/queue.yaml:2:3  by an override, in staging

Commands:
  nagios  check_tcp -p 80 'it'\\''s $HOME'  in production

Told:
  critical (in production):
    page ops by PagerDuty
  critical (in staging):
    tells nobody

Generated:
  production/nagios/services.cfg:4-5
    define service {
      use x<U+001B>[31m
`);
});

test('a generated line leads back to its definition, or is said to have none', () => {
  const line = { kind: 'line', artifact: 'production/nagios/services.cfg', line: 7, text: '  check_interval 1' } as const;
  const origin = { kind: 'checks', id: 'queue', field: 'every', ...place } as const;
  expect(explanationText({ ...line, origin }, '')).toContain('comes from check queue, every\n  checks/queue.yaml:2:3\n');
  expect(explanationText(line, '')).toContain('comes from no single definition');
});
