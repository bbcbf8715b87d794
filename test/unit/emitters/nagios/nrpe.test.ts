import { expect, test } from 'vitest';
import { nagios } from '../../../../src/emitters/nagios/emitter.ts';
import { options } from '../../../../src/emitters/nagios/options.ts';
import type { Limits } from '../../../../src/model/limits.ts';
import { emitAll } from '../../../support/emit.ts';
import { askedArgv } from '../../../support/nrpe.ts';
import { type ProbeCase, probeModel } from '../../../support/probe-sides.ts';
import { bound } from '../../../support/sample-model.ts';

const emit = (cases: readonly ProbeCase[], chosen: object = {}) => emitAll(nagios, probeModel(cases, { nagios: chosen }));

const cleared: Limits = [{ form: 'above', warning: bound('80'), critical: bound('90'), clear: bound('70') }];
const disk: ProbeCase = {
  id: 'area/disk',
  probe: 'disk',
  fields: { path: '/srv' },
  limits: { used: [{ form: 'above', critical: bound('90') }] },
};
const memory: ProbeCase = { id: 'memory', probe: 'memory', fields: {}, limits: { used: cleared } };

const asked = (chosen: object): string =>
  askedArgv(emit([disk], chosen), 'area/disk')
    .slice(5)
    .join(' ');

test('every option of check_nrpe that its versions disagree on is stated', () => {
  expect(askedArgv(emit([disk]), 'area/disk').join(' ')).toBe(
    '/usr/lib/nagios/plugins/check_nrpe -H 127.0.0.1 -p 5666 -S TLSv1.2+ -d 1 -u -t 30:UNKNOWN -c plimsoll-area--disk',
  );
  expect(asked({ nrpe: { tls: 'off', packets: 'v2', timeout: '15s' } })).toBe('-2 -n -u -t 15:UNKNOWN -c plimsoll-area--disk');
  expect(asked({ nrpe: { tls: 'certificate', certificate: '/c', key: '/k', authority: '/a' } })).toBe(
    '-S TLSv1.2+ -d 0 -C /c -K /k -A /a -u -t 30:UNKNOWN -c plimsoll-area--disk',
  );
});

test('timeouts that check_nrpe, the daemons and Nagios could not keep apart are refused', () => {
  const accepts = (nrpe: object) => options.safeParse({ nrpe }).success;
  expect(accepts({ timeout: '30s' })).toBe(true);
  for (const timeout of ['11s', '56s', '20.5s', '1m', 'x', '0s']) expect(accepts({ timeout }), timeout).toBe(false);
  expect(accepts({ tls: 'certificate', certificate: '/c', key: '/k' })).toBe(false);
  expect(accepts({ stateDirectory: '/var/lib/../etc' })).toBe(false);
});

test('Nagios waits longer for a check than check_nrpe may', () => {
  const waits = /^service_check_timeout=(\d+)$/m.exec(emit([disk], { stateDirectory: '/var/lib/x' }).text('nagios.cfg'))?.[1];
  expect(Number(waits)).toBeGreaterThan(55);
});

test('a program that must know the state before has a command for each, chosen by name', () => {
  const outcome = emit([memory]);
  const snippet = outcome.text('nrpe.d/memory.cfg');
  const words = 'plimsoll-check-host memory --measure used --above warning=80,critical=90,clear=70 --previous';
  for (const state of [0, 1, 2, 3]) {
    expect(snippet).toContain(`command[plimsoll-memory_after_${state}]=/usr/lib/plimsoll/${words} ${state} --timeout 10\n`);
  }
  expect(outcome.text('objects/commands/backend.cfg')).toContain('-c plimsoll-memory_after_$SERVICESTATEID$\n');
  expect(askedArgv(outcome, 'memory', '2').at(-1)).toBe('plimsoll-memory_after_2');
});

test('what the daemon cannot read in one line is refused, to the byte', () => {
  const at = (bytes: number): ProbeCase => ({
    id: 'log',
    probe: 'log-pattern',
    fields: { path: `/${'☂'.repeat(500)}`, pattern: 'x'.repeat(bytes) },
  });
  const line = (bytes: number) =>
    emit([at(bytes)])
      .artifacts.find(({ path }) => path === 'nrpe.d/log.cfg')
      ?.text.split('\n')
      .find((text) => text.startsWith('command['));
  const room = 2045 - Buffer.byteLength(line(1) ?? '');
  expect(Buffer.byteLength(line(1 + room) ?? '')).toBe(2045);
  const refused = emit([at(2 + room)]);
  expect(refused.artifacts.filter(({ path }) => path.startsWith('nrpe.d/'))).toEqual([]);
  expect(refused.diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^PLM405 .*2046 bytes/)]),
  );
  expect(refused.parities).toEqual(expect.arrayContaining([expect.objectContaining({ id: 'log', fidelity: 'impossible' })]));
});

test('quotes cost room in the line like the bytes they become', () => {
  const quotes: ProbeCase = { id: 'worker', probe: 'file-age', fields: { path: `/${"'".repeat(600)}` } };
  expect(emit([quotes]).diagnostics.map(({ code }) => code)).toContain('PLM405');
});

test('a Ganglia metric needs a gmetad that is asked', () => {
  const load: ProbeCase = {
    id: 'load',
    probe: 'ganglia-metric',
    fields: { metric: 'load_one', unit: 'count' },
    limits: { value: cleared },
  };
  expect(askedArgv(emit([load]), 'load', '1').join(' ')).toBe(
    '/usr/lib/plimsoll/plimsoll-check-metric --gmetad localhost:8652 --host 127.0.0.1 --metric load_one --label load_one --unit count ' +
      '--stale-after 300 --above warning=80,critical=90,clear=70 --previous 1',
  );
  const refused = emit([load], { prometheus: { url: 'http://localhost:9090' } });
  expect(refused.diagnostics.map(({ code }) => code)).toContain('PLM400');
});
