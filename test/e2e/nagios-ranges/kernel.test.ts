import { cpus } from 'node:os';
import { expect, test } from 'vitest';
import { evaluate } from '../../../src/model/evaluate.ts';
import type { Limits } from '../../../src/model/limits.ts';
import { draw, expectAgreement, isOwn } from '../../support/drawn-runs.ts';
import { beside } from '../../support/ordered-limits.ts';
import { hostArgv, type Run, runWorlds, type World, wrongOutcomes } from '../../support/plugin-world.ts';
import { describeWith } from '../../support/tools.ts';

describeWith(['unshare', 'perl', 'nagios4'], 'the plugins that ask the kernel, given generated limits on known values', () => {
  test('check_load and our own program agree with the evaluator on every load average', () => {
    const averages = ['0.00', '1.00', '2.01', '3.99', '4.00', '17.50'];
    const texts = beside(averages, '0.005');
    const world = (text: string): World => {
      const values = { load1: Number(text), load5: 0.5, load15: 1 };
      const each = { load1: Number(text) / cpus().length, load5: 0.5 / cpus().length, load15: 1 / cpus().length };
      const perCpu = beside([String(each.load1), '0.33', '1', '0.5'], '0.01').filter((one) => !one.includes('e'));
      return {
        setup: `printf '%s 0.50 1.00 1/99 4\\n' ${text} >averages; mount --bind averages /proc/loadavg`,
        teardown: 'umount /proc/loadavg',
        runs: [
          ...draw({
            probe: 'load',
            fields: {},
            values,
            bounds: [{ load1: texts }, { load1: texts, load15: ['0.5', '1', '1.01', '2'] }],
            runs: 12,
          }),
          ...draw({ probe: 'load', fields: {}, values, bounds: [{ load1: texts }], runs: 8, forms: ['above', 'atLeast'] }),
          ...draw({ probe: 'load', fields: { perCpu: true }, values: each, bounds: [{ load1: perCpu }], runs: 6 }),
          ...draw({ probe: 'load', fields: { perCpu: true }, values: each, bounds: [{ load1: perCpu }], runs: 6, forms: ['atLeast'] }),
        ],
      };
    };
    const outcomes = expectAgreement(averages.map(world), 150);
    expect(outcomes.filter((run) => !isOwn(run)).length).toBeGreaterThan(70);
  });

  test('memory and swap agree with the evaluator, and a host without swap has none left', () => {
    const world = ([total, available]: readonly [number, number]): World => {
      const [all, left] = [total * 1024, available * 1024];
      const share = total === 0 ? Number.NaN : (100 * (all - left)) / all;
      const shares = beside(['0', '25', '50', '99.9', '100', ...(total === 0 ? [] : [String(share)])], '0.0001');
      const amounts = beside(['0', String(left), String(all)], '1');
      const kernel = `MemTotal: ${Math.max(total, 1)} kB\\nMemFree: 1 kB\\nMemAvailable: ${available} kB\\nSwapTotal: ${total} kB\\nSwapFree: ${available} kB\\n`;
      const memory = {
        probe: 'memory',
        fields: {},
        values: { used: share, available: left },
        bounds: [{ used: shares }, { available: amounts }],
        runs: 8,
      };
      return {
        setup: `printf '${kernel}' >meminfo; mount --bind meminfo /proc/meminfo`,
        teardown: 'umount /proc/meminfo',
        runs: [
          ...(total === 0 ? [] : draw(memory)),
          ...draw({
            probe: 'swap',
            fields: {},
            values: { used: share, free: left },
            bounds: [{ used: shares }, { free: amounts }],
            runs: 6,
          }),
        ],
      };
    };
    expectAgreement(
      [
        [1000, 750],
        [1000, 1],
        [1000, 0],
        [1000, 1000],
        [300, 100],
        [16_384_000, 4_096_000],
        [0, 0],
      ].map((pair) => world(pair as [number, number])),
      80,
    );
  });

  test('check_disk agrees with the evaluator on shares, bytes and inodes, to the last block', () => {
    const world = ([blocks, used, inodes, files]: readonly [number, number, number, number]): World => {
      const [all, taken] = [blocks * 4096, used * 4096];
      const values = {
        used: (100 * taken) / all,
        free: all - taken,
        inodesUsed: (100 * (files + 2)) / inodes,
        inodesFree: inodes - files - 2,
      };
      const shares = beside([String(values.used), '50', '99'], '0.00001');
      const whole = beside([String(Math.round(values.used)), String(Math.round(values.inodesUsed)), '50'], '1').filter(
        (text) => Number(text) <= 100,
      );
      const amounts = beside([String(values.free)], '1');
      const shareOfInodes = beside([String(values.inodesUsed), '50'], '0.001');
      const left = beside([String(values.inodesFree)], '1');
      const disk = { probe: 'disk', fields: { path: '/mnt/a b' }, values };
      const fill = `head -c ${taken} /dev/zero >"$P/x"; i=0; while [ $i -lt ${files} ]; do : >"$P/$i"; i=$((i + 1)); done`;
      return {
        setup: `P='/mnt/a b'; mount -t tmpfs -o size=${all},nr_inodes=${inodes} tmpfs "$P"; ${fill}`,
        teardown: "umount '/mnt/a b'",
        runs: [
          ...draw({ ...disk, bounds: [{ used: whole }, { inodesUsed: whole }], forms: ['above'], runs: 14 }),
          ...draw({ ...disk, bounds: [{ free: amounts }], forms: ['below', 'atMost'], runs: 5 }),
          ...draw({ ...disk, bounds: [{ used: shares, free: amounts }, { inodesUsed: shareOfInodes }, { inodesFree: left }], runs: 9 }),
        ],
      };
    };
    const sizes = [
      [1000, 800, 100, 0],
      [1000, 930, 100, 68],
      [1000, 710, 1000, 288],
      [1000, 70, 100, 28],
      [300, 100, 300, 98],
      [777, 555, 100, 55],
      [1000, 1000, 100, 97],
      [1000, 1, 10, 3],
      [1000, 801, 1000, 799],
      [1000, 799, 1000, 797],
    ] as const;
    const outcomes = expectAgreement([{ setup: "mount -t tmpfs tmpfs /mnt; mkdir '/mnt/a b'", runs: [] }, ...sizes.map(world)], 110);
    expect(outcomes.filter((run) => !isOwn(run)).length).toBeGreaterThan(100);
  });

  test('check_disk cuts no share where ours lies on the limit', () => {
    const exactly = (percent: number): World => ({
      setup: `mount -t tmpfs -o size=${100 * 4096} tmpfs /mnt; head -c ${percent * 4096} /dev/zero >/mnt/x`,
      teardown: 'umount /mnt',
      runs: (['above', 'atLeast'] as const).map((form): Run => {
        const limits: Limits = [{ form, critical: { text: String(percent), value: percent } }];
        return {
          label: `${form} ${percent}%`,
          argv: hostArgv('disk', { fields: { path: '/mnt' }, limits: { used: limits } }),
          expected: evaluate(limits, percent),
        };
      }),
    });
    const outcomes = runWorlds(Array.from({ length: 33 }, (_, i) => exactly(3 * i + 2)));
    expect(wrongOutcomes(outcomes)).toEqual([]);
    expect(outcomes.map(({ state }) => state)).toEqual(Array.from({ length: 33 }, () => ['ok', 'critical']).flat());
  });
});
