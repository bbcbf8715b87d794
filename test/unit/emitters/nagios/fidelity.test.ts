import { expect, test } from 'vitest';
import { firstDelay } from '../../../../src/emitters/nagios/delays.ts';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import { checkLimits } from '../../../../src/emitters/nagios/limit-text.ts';
import { onOneLine } from '../../../../src/emitters/nagios/query-text.ts';
import { intervalsOf } from '../../../../src/emitters/nagios/time.ts';
import type { Check, Model } from '../../../../src/model/model.ts';
import { emitAll } from '../../../support/emit.ts';
import { variedModel } from '../../../support/nagios-model.ts';
import { readObjects } from '../../../support/nagios-reader.ts';
import { bound, sampleCheck, sampleMetric, sampleModel, unit } from '../../../support/sample-model.ts';

const emitted = (checks: readonly Check[], more: Partial<Model> = {}) => emitAll(nagios, sampleModel({ checks, ...more }));
const critical = { notify: { critical: 'page' } } as const;

/** What the parity report says of one check. */
const parityOf = (check: Check, more: Partial<Model> = {}, others: readonly Check[] = []) =>
  emitted([check, ...others], more)
    .parities.filter(({ id }) => id === check.id)
    .map(({ fidelity, because }) => [fidelity, ...because]);

test('says of each check how far Nagios does it, once, and a note for every difference', () => {
  const { parities, diagnostics } = emitAll(nagios, variedModel());
  expect(parities.map(({ id }) => id).sort()).toEqual(variedModel().checks.map(({ id }) => id));
  const notes = diagnostics.filter(({ code }) => ['PLM400', 'PLM401', 'PLM402', 'PLM405'].includes(code));
  expect(notes).toHaveLength(parities.flatMap(({ because }) => because).length);
  for (const { fidelity, because } of parities) expect(because.length === 0).toBe(fidelity === 'exact');
  for (const sentence of parities.flatMap(({ because }) => because)) expect(sentence).toMatch(/^[A-Za-z`].*\.$/);
});

test('calls exact what is', () => {
  expect(parityOf(sampleCheck('a', critical))).toEqual([['exact']]);
});

test('says what a passive check, `keepFor`, `notifyAfter` and a `for` between looks become', () => {
  const timing = { everyMs: 60_000, retryMs: 60_000, attempts: 3, forMs: 90_000 };
  expect(parityOf(sampleCheck('a', { ...critical, timing: { ...timing, keepMs: 60_000 }, firstDelayMs: 1000 }))).toEqual([
    [
      'approximate',
      'A problem must last 2m, not 1m30s: Nagios counts whole looks.',
      'One good look ends the problem: Nagios has nothing like `keepFor`.',
      'It is told at the first look after `notifyAfter`, and a warning before it, though nobody is told, counts towards it.',
    ],
  ]);
  expect(parityOf(sampleCheck('a', { ...critical, subject: { kind: 'heartbeat', withinMs: 60_000 } }))).toEqual([
    ['approximate', 'Silence, and what is handed in, is told at once: a passive check has no looks to count.'],
  ]);
});

test('says why a check cannot be', () => {
  expect(parityOf(sampleCheck('a', { subject: { kind: 'command', prometheus: 'up == 0' } }))).toEqual([
    ['impossible', 'It is an expression for Prometheus, which Nagios does not ask here.'],
  ]);
});

test('says of hours in another zone that it tells at all hours', () => {
  const schedule = { why: 'x', rules: [{ days: ['monday'] as const, ranges: [{ from: 0, to: 60 }] }], exceptions: [] };
  const schedules = [
    { ...schedule, id: 'berlin', zone: 'Europe/Berlin' },
    { ...schedule, id: 'tokyo', zone: 'Asia/Tokyo' },
  ];
  expect(parityOf(sampleCheck('a', { ...critical, during: 'tokyo' }), { schedules })).toEqual([
    ['approximate', 'It tells at all hours: Nagios, which runs in UTC, cannot say the schedule `tokyo`.'],
  ]);
});

test('lets only what is told hold something back, and says where a check is not there', () => {
  const dependent = sampleCheck('a', { ...critical, dependsOn: ['b'] });
  expect(parityOf(dependent, {}, [sampleCheck('b', { stage: 'dark' })])).toEqual([
    ['approximate', '`b` is dark, so it holds nothing back.'],
  ]);
  expect(parityOf(dependent, {}, [sampleCheck('b', { notify: { warning: 'ticket' } })])).toEqual([
    ['approximate', 'Nobody is told when `b` fails, so it holds nothing back.'],
  ]);
  expect(
    parityOf(dependent, {}, [
      sampleCheck('b', { hosts: ['worker1'], on: ['worker1'], subject: { kind: 'command', nagios: ['check_dummy', '0'] } }),
    ]),
  ).toEqual([['approximate', '`b` holds back 1 of its 2 services: the others are on hosts without it.']]);
});

test('lets a check of the estate hold back what is on any host', () => {
  const whole = sampleCheck('b', { ...critical, on: [], hosts: [], subject: { kind: 'heartbeat', withinMs: 60_000 } });
  const outcome = emitted([sampleCheck('a', { ...critical, dependsOn: ['b'] }), whole]);
  const pairs = readObjects(outcome.text('objects/dependencies/backend.cfg')).map(
    ({ values }) => `${values['host_name']} ${values['dependent_host_name']}`,
  );
  expect(pairs).toEqual(['estate_sample worker1', 'estate_sample worker2']);
});

test('writes the first delay so that Nagios, counting from the last good look, tells at the right one', () => {
  const timing = { everyMs: 60_000, retryMs: 20_000, attempts: 4, forMs: 60_000 };
  expect(firstDelay({ timing })).toBeUndefined();
  // The last good look is at -60 s, the problem settles at 60 s; at 360 s, 420 s after that look, five minutes are over.
  expect(firstDelay({ timing, firstDelayMs: 300_000 })).toBe(390_000);
  const service = readObjects(emitted([sampleCheck('a', { timing, firstDelayMs: 300_000 })]).text('objects/services/backend.cfg'))[0];
  expect(service?.values).toMatchObject({ first_notification_delay: '390', flap_detection_enabled: '0' });
});

test('sets flap detection only where it is asked for', () => {
  const outcome = emitted([sampleCheck('a', { flapping: { high: 30.5, low: 10 } })]);
  expect(readObjects(outcome.text('objects/services/backend.cfg'))[0]?.values).toMatchObject({
    flap_detection_enabled: '1',
    flap_detection_options: 'o,w,c,u',
    low_flap_threshold: '10',
    high_flap_threshold: '30.5',
  });
});

test.each([
  [1, 1500, '1.5'],
  [1, 60_000, '60'],
  [60, 300_000, '5'],
  [60, 10_000, '0.166667'],
  [60, 90_000, '1.5'],
  [60, 0, '0'],
  [10, 15_000, '1.5'],
])('writes intervals in units of %d s: %d ms are %s', (length, ms, text) => {
  expect(intervalsOf(length)(ms)).toBe(text);
  expect(Math.floor(Number(text) * length)).toBe(Math.floor(ms / 1000));
});

test('says limits in words, and by host where they differ', () => {
  const metric = () => sampleMetric('m', { title: 'Free', unit: unit('%') });
  const two = sampleCheck('a', {
    timing: { everyMs: 1000, retryMs: 1000, attempts: 1, forMs: 0 },
    subject: {
      kind: 'threshold',
      threshold: 't',
      metric: 'm',
      variants: [
        {
          hosts: ['worker1'],
          limits: [
            { form: 'below', warning: bound('10'), critical: bound('5'), clear: bound('12') },
            { form: 'outside', critical: { low: bound('0'), high: bound('100') } },
          ],
        },
        { hosts: ['worker2'], limits: [{ form: 'atMost', critical: bound('1') }] },
      ],
    },
  });
  expect(checkLimits(two, metric)).toEqual({
    everywhere: '*',
    byHost: [
      { host: 'worker1', text: 'Free: warning below 10%, critical below 5% or outside 0..100%, held until no longer below 12%' },
      { host: 'worker2', text: 'Free: critical at most 1%' },
    ],
  });
  const quorum = sampleCheck('q', { subject: { kind: 'quorum', healthy: 'a', atLeast: 2, warning: 3 } });
  expect(checkLimits(quorum, metric).everywhere).toBe('warning with fewer than 3 healthy, critical with fewer than 2 healthy, for 5m');
});

test('asks an expression of several lines on one, without its comments, and leaves its strings alone', () => {
  expect(onOneLine('sum(\n  rate(x{a="b  # c"}[5m]) # per second\n)\n> 5\n')).toBe('sum( rate(x{a="b  # c"}[5m]) ) > 5');
  expect(onOneLine("x{a='it\"s # \\' on'} or y{b=`raw \"`}")).toBe("x{a='it\"s # \\' on'} or y{b=`raw \"`}");
});

test('refuses the name that means no name, and says where pages show a text otherwise', () => {
  const { diagnostics } = emitted([sampleCheck('null', { why: 'one\ntwo' })]);
  expect(diagnostics.map(({ code, span }) => `${code} ${span?.file}`)).toEqual(
    expect.arrayContaining(['PLM410 checks#null', 'PLM411 checks#null#why']),
  );
});

test('marks a command of some hosts with one of them, so that explaining it finds the right override', () => {
  const outcome = emitAll(nagios, variedModel());
  const artifact = outcome.artifacts.find(({ path }) => path === 'objects/commands/backend.cfg');
  const hosts = artifact?.blocks.filter(({ origin }) => origin.id === 'area/disk').map(({ origin }) => origin.host);
  expect(hosts).toEqual(['worker1', 'worker2']);
});

test('a schedule in a zone whose clocks change is not kept exactly', () => {
  const rules = [{ days: ['monday' as const], ranges: [{ from: 540, to: 1020 }] }];
  const late = (zone: string) =>
    parityOf(sampleCheck('a', { ...critical, during: 'day' }), { schedules: [{ id: 'day', why: 'Day.', zone, rules, exceptions: [] }] });
  expect(late('Asia/Tokyo')).toEqual([['exact']]);
  expect(late('Europe/Berlin')).toEqual([['approximate', expect.stringContaining('clocks go forward')]]);
});
