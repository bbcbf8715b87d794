import { expect, test } from 'vitest';
import { draw, expectAgreement, isOwn } from '../../support/drawn-runs.ts';
import { beside } from '../../support/ordered-limits.ts';
import { shellWord, type World } from '../../support/plugin-world.ts';
import { describeWith } from '../../support/tools.ts';

describeWith(['unshare', 'perl', 'nagios4'], 'the plugins that count, given generated limits on known values', () => {
  test('check_ping agrees with the evaluator on lost packets and round trips', () => {
    const world = ([packets, lost, milliseconds]: readonly [number, number, string]): World => {
      const share = String(Number(((100 * lost) / packets).toPrecision(6)));
      const shares = beside(['0', '33', '34', '60', '100', share], '0.5');
      const seconds = Number((Number(milliseconds) / 1000).toFixed(6));
      const times = beside([seconds.toFixed(6), '0.1', '1'], '0.000001');
      const page = [
        'PING 127.0.0.1 (127.0.0.1) 56(84) bytes of data.',
        '',
        '--- 127.0.0.1 ping statistics ---',
        `${packets} packets transmitted, ${packets - lost} received, ${share}% packet loss, time 4000ms`,
        `rtt min/avg/max/mdev = ${milliseconds}/${milliseconds}/${milliseconds}/0.000 ms`,
        '',
      ];
      const values = { loss: (100 * lost) / packets, roundTrip: seconds };
      const runs = draw({
        probe: 'ping',
        fields: { packets },
        values,
        bounds: [{ loss: shares }, { roundTrip: times }, { loss: shares, roundTrip: times }],
        runs: 12,
        forms: ['above', 'atLeast'],
      });
      return { setup: `printf '%s\\n' ${page.map(shellWord).join(' ')} >answer`, runs };
    };
    const install: World = {
      setup: `printf '#!/bin/sh\\ncat %s/answer\\n' "$PWD" >ping; chmod 755 ping; mount --bind ping "$(readlink -f /bin/ping)"`,
      runs: [],
    };
    const answers = [
      [5, 0, '10.123'],
      [5, 1, '100.000'],
      [5, 2, '99.999'],
      [3, 1, '0.020'],
      [3, 2, '1000.000'],
      [6, 1, '10.123'],
      [7, 3, '2.000'],
    ] as const;
    expectAgreement([install, ...answers.map(world)], 80);
  });

  test('check_procs agrees with the evaluator on counts', () => {
    const bounds = beside(['0', '1', '2', '3', '4'], '0.5');
    const world = (count: number): World => ({
      setup: count === 0 ? '' : `perl -e '$0 = "plm-counted"; sleep 60' & sleep 0.2`,
      runs: draw({ probe: 'process', fields: { name: 'plm-counted' }, values: { count }, bounds: [{ count: bounds }], runs: 18 }),
    });
    const outcomes = expectAgreement([0, 1, 2, 3].map(world), 70);
    expect(outcomes.filter((run) => !isOwn(run)).length).toBeGreaterThan(30);
  });

  test('check_file_age agrees with the evaluator on ages and sizes', () => {
    const world = ([age, size]: readonly [number, number]): World => ({
      setup: `head -c ${size} /dev/zero >"/mnt/it's"`,
      withinOneSecond: `touch -d "@$((before - ${age}))" "/mnt/it's"`,
      runs: draw({
        probe: 'file-age',
        fields: { path: "/mnt/it's" },
        values: { age, size },
        bounds: [{ age: beside([String(age), '60'], '1') }, { age: beside([String(age)], '0.5') }, { size: beside([String(size)], '1') }],
        runs: 12,
      }),
    });
    const files = [
      [0, 0],
      [1, 1],
      [59, 10],
      [3600, 4096],
      [100_000, 7],
    ] as const;
    expectAgreement([{ setup: 'mount -t tmpfs tmpfs /mnt', runs: [] }, ...files.map(world)], 50);
  });

  test('check_cluster and the ranges of check_procs agree with the evaluator on whole numbers', () => {
    const bounds = beside(['0', '1', '2', '5', '10', '11'], '0.5');
    const world = (count: number): World => ({
      setup: '',
      runs: draw({ probe: 'process', fields: { name: 'x' }, values: { count }, bounds: [{ count: bounds }], runs: 40 })
        .filter((run) => !isOwn(run))
        .map((run) => {
          const range = run.argv.slice(3, run.argv.indexOf('-C'));
          return {
            ...run,
            argv: [
              '/usr/lib/nagios/plugins/check_cluster',
              '--service',
              '-d',
              Array.from({ length: 12 }, (_, i) => (i < count ? '2' : '0')).join(','),
              ...range,
            ],
          };
        }),
    });
    expectAgreement(
      Array.from({ length: 13 }, (_, i) => world(i)),
      200,
    );
  });
});
