import { execFileSync, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { chmodSync, linkSync, mkdirSync, readdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { type CollectorHost, installCollector, type Ran, type Sender, senders, sendingTo } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { metricsOf, type XmlMetric } from '../../support/ganglia-xml.ts';
import { type Gmond, startGmond } from '../../support/gmond.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const files = [
  'binary',
  'climbing',
  'crlf',
  'fifo',
  'folder',
  'future',
  'good',
  'hard',
  'huge',
  'large',
  'late',
  'linked',
  'long',
  'odd',
  'secret',
  'torn',
  'twice',
];
const model = sampleModel({
  metrics: files.flatMap((name) =>
    ['one', 'two'].map((each) => sampleMetric(`${name}_${each}`, { range: { low: '-1000', high: '1000000' }, source: { dropFile: name } })),
  ),
});

const needed = ['gmond', 'gmetric', 'perl', 'flock', 'setpriv'];

/** Everything a number must not be, as lines for one key. */
const noNumbers = [
  ...[
    'NaN',
    'nan',
    '-nan',
    'inf',
    '-inf',
    'Infinity',
    '0x1f',
    '1,5',
    '1.234,5',
    "1'000",
    '1_000',
    '',
    ' 7',
    '7 ',
    '+7',
    '7.',
    '.',
    '-',
    '--7',
  ],
  ...[
    '1e',
    '1e+',
    '1e9999',
    '1e400',
    '7 8',
    '7\t',
    '7;id',
    '$(id)',
    '`id`',
    '"7"',
    '<7>',
    '7&amp;',
    '٧',
    '1e5e5',
    '1001e3',
    '-1001',
    '7\u0000',
  ],
];

const hostileSuite = (sender: Sender) => (): void => {
  const daemons = useDaemons();
  let gmond: Gmond;
  let host: CollectorHost;

  const metrics = async (): Promise<ReadonlyMap<string, XmlMetric>> => metricsOf(await gmond.xml());
  const valueOf = async (name: string) => (await metrics()).get(`worker1/${name}`)?.attributes['VAL'];
  const health = (name: string) => valueOf(`plimsoll_collector_${name}`);

  /** Runs the collector as cron does and waits until gmond has all of it: datagrams arrive in order, and one more follows. */
  let runs = 0;
  const collect = async (): Promise<Ran> => {
    const ran = await host.cron();
    runs += 1;
    const marker = [`--conf=${gmond.config}`, '--name=marker', `--value=${runs}`, '--type=uint32'];
    execFileSync(tool('gmetric'), marker);
    await eventually('the run has arrived', async () => (await valueOf('marker')) === String(runs));
    return ran;
  };

  beforeAll(async () => {
    gmond = await startGmond(daemons);
    host = installCollector(daemons, model, sendingTo(gmond, sender));
  });

  beforeEach(() => {
    host.clear();
    host.drop('good.drop', 'good_one 1\ngood_two 2\n');
  });

  test('does not lead it to links, pipes, folders or files out of reach, and loses no good value', async () => {
    const at = (name: string) => join(host.dropDirectory, `${name}.drop`);
    const elsewhere = join(daemons.directory(), 'elsewhere');
    writeFileSync(elsewhere, 'linked_one 1\nhard_one 1\n', { mode: 0o644 });
    symlinkSync(elsewhere, at('linked'));
    const hard = host.drop('hard.drop', 'hard_one 1\n');
    linkSync(hard, join(host.dropDirectory, 'hard.second'));
    execFileSync(tool('mkfifo'), [at('fifo')]);
    mkdirSync(at('folder'));
    host.drop('future.drop', 'future_one 1\n', -3600);
    host.drop('late.drop', 'late_one 1\n', 301);
    chmodSync(host.drop('secret.drop', 'secret_one 1\n'), 0o000);

    const ran = await collect();
    expect(ran.code).toBe(0);
    expect(await valueOf('good_one')).toBe('1');
    for (const name of ['linked', 'hard', 'fifo', 'folder', 'future', 'late', 'secret'])
      expect(await valueOf(`${name}_one`), name).toBe(undefined);
    expect(await health('files_rejected')).toBe('6');
    expect(await health('files_stale')).toBe('1');
    expect(await health('files_read')).toBe('2');
    expect(host.messages()).toContain('linked.drop: not used: not a regular file');
    expect(host.messages()).toContain('hard.drop: not used: more than one name (hard link)');
    expect(host.messages()).toContain('secret.drop: not used: not readable');
  });

  test('refuses huge files and files of many lines as a whole', async () => {
    truncateSync(host.drop('huge.drop', 'huge_one 1\n'), 2 ** 30);
    host.drop('large.drop', `large_one 1\n${'x'.repeat(50_000_000)}\n`);
    host.drop('long.drop', 'long_one 1\n'.repeat(100_000));
    host.drop('twice.drop', '#\n'.repeat(9_998) + 'twice_one 1\ntwice_two 2\n');
    host.drop('torn.drop', '#\n'.repeat(10_000) + 'torn_one 1\n');
    const started = Date.now();
    await collect();
    expect(Date.now() - started).toBeLessThan(15_000);
    expect(await valueOf('good_two')).toBe('2');
    expect(await valueOf('twice_two')).toBe('2');
    for (const name of ['huge_one', 'large_one', 'long_one', 'torn_one']) expect(await valueOf(name), name).toBe(undefined);
    expect(await health('files_rejected')).toBe('4');
    expect(await health('files_read')).toBe('2');
    expect(host.messages()).toContain('huge.drop: not used: larger than the cap');
    expect(host.messages()).toContain('torn.drop: not used: more lines than the cap');
  });

  test('refuses every line whose value is not a finite decimal in range, and keeps the others', async () => {
    host.drop('odd.drop', `odd_one 5\n${noNumbers.map((text) => `odd_one ${text}\n`).join('')}odd_two 6e2\n`);
    await collect();
    expect(await valueOf('odd_one')).toBe('5');
    expect(await valueOf('odd_two')).toBe('600');
    expect(await health('lines_rejected')).toBe(String(noNumbers.length));
  });

  test('refuses unknown keys, names that climb and text that would poison the XML', async () => {
    const lines = [
      ...[
        '../../esc 1',
        '..\\x 1',
        '/etc/passwd 1',
        'a<b 1',
        'a"b 1',
        'a&b 1',
        '-n 1',
        '--name=x 1',
        'heartbeat 1',
        'climbing_one',
        ' climbing_one 1',
      ],
      ...[
        'climbing_one: 1',
        'CLIMBING_ONE 1',
        'climbing_one\u00a01',
        'nobody_knows 1',
        `${'n'.repeat(300)} 1`,
        'good_one_ 1',
        '$(touch x) 1',
        '\u001b[2J 1',
      ],
    ];
    host.drop('climbing.drop', `${lines.join('\n')}\nclimbing_two 9\n\n# end\n`);
    await collect();
    expect(await valueOf('climbing_two')).toBe('9');
    expect(await valueOf('climbing_one')).toBe(undefined);
    expect(await health('lines_rejected')).toBe(String(lines.length));
    expect(await health('lines_read')).toBe(String(lines.length + 3));
    expect(host.messages()).toMatch(/^[\n -~]*$/);
    for (const key of (await metrics()).keys()) expect(key).toMatch(/^worker1\/[a-z_]+$/);
  });

  test('refuses binary files and lines that end in a carriage return', async () => {
    const binary = Buffer.from(Array.from({ length: 60_000 }, (_, i) => (i * 7919 + (i >> 8)) % 256));
    const complete = binary.toString('latin1').split('\n').slice(0, -1);
    const refused = complete.filter((line) => line !== '' && !line.startsWith('#')).length;
    host.drop('binary.drop', binary);
    host.drop('crlf.drop', 'crlf_one 1\r\ncrlf_two 2\n');
    await collect();
    expect(await valueOf('good_one')).toBe('1');
    expect(await valueOf('crlf_one')).toBe(undefined);
    expect(await valueOf('crlf_two')).toBe('2');
    expect(refused).toBeGreaterThan(100);
    expect(await health('lines_rejected')).toBe(String(refused + 1));
    expect(await health('lines_partial')).toBe('1');
  });

  test('does not use a last line that is still being written', async () => {
    host.drop('torn.drop', 'torn_one 1\ntorn_two 12');
    await collect();
    expect(await valueOf('torn_one')).toBe('1');
    expect(await valueOf('torn_two')).toBe(undefined);
    expect(await health('lines_partial')).toBe('1');
  });

  test('takes the last of a repeated key, and neither of a key that stands in two files', async () => {
    host.drop('twice.drop', 'twice_one 1\ntwice_one 2\ntwice_one 3\nhard_one 4\n');
    host.drop('hard.drop', 'hard_one 1\nhard_two 2\n');
    await collect();
    expect(await valueOf('twice_one')).toBe('3');
    expect(await valueOf('hard_one')).toBe(undefined);
    expect(await valueOf('hard_two')).toBe('2');
    expect(await health('keys_repeated')).toBe('2');
    expect(await health('keys_conflicting')).toBe('1');
    expect(host.messages()).toContain('`hard_one` is in hard.drop and in twice.drop, so neither is used');
  });

  test('counts drop files that nobody declared', async () => {
    host.drop('stranger.drop', 'x 1\n');
    host.drop('two\nlines.drop', 'x 1\n');
    await collect();
    expect(await health('files_undeclared')).toBe('2');
  });

  test('is refused when anybody may exchange files in it', async () => {
    chmodSync(host.dropDirectory, 0o777);
    const ran = await host.collect();
    chmodSync(host.dropDirectory, 0o1777);
    const sticky = await host.collect();
    chmodSync(host.dropDirectory, 0o755);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(/writable by everybody and not sticky/);
    expect(sticky.code).toBe(0);
  });

  test('fills no mailbox: an unchanged complaint is told once', async () => {
    host.drop('odd.drop', 'odd_one NaN\n');
    const first = await collect();
    const second = await collect();
    expect(second).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(first.stdout).toBe('');
    expect(await health('lines_rejected')).toBe('1');
  });

  test.runIf(process.getuid?.() === 0)('is not read by root', () => {
    const ran = spawn(host.collector, { stdio: 'ignore' });
    return expect(new Promise((resolve) => ran.once('close', resolve))).resolves.toBe(2);
  });
};

for (const sender of senders) describeWith([...needed, 'mkfifo'], `a hostile drop directory, sent by ${sender}`, hostileSuite(sender));

const slowGmetric = (directory: string): string => {
  const path = join(directory, 'slow-gmetric');
  writeFileSync(path, `#!/bin/sh\nsleep 0.05\nexec ${tool('gmetric')} "$@"\n`, { mode: 0o755 });
  return path;
};

const slowSuite = (sender: Sender) => (): void => {
  const daemons = useDaemons();
  let gmond: Gmond;
  let host: CollectorHost;
  const metrics = async () => metricsOf(await gmond.xml());
  const valueOf = async (name: string) => (await metrics()).get(`worker1/${name}`)?.attributes['VAL'];
  const workDirectories = () => readdirSync(host.stateDirectory).filter((name) => name.startsWith('run.'));

  beforeAll(async () => {
    gmond = await startGmond(daemons);
    const slow = sender === 'gmetric' ? { gmetric: slowGmetric(daemons.directory()) } : { metricsPerSecond: 20 };
    host = installCollector(daemons, model, { ...sendingTo(gmond, sender), ...slow });
    host.drop('good.drop', 'good_one 1\ngood_two 2\n');
  });

  test('lets no second one in, and the skipped run is counted', async () => {
    const first = host.cron();
    await eventually('the first works', () => workDirectories().length === 1);
    const second = await host.cron();
    const byHand = await host.collect();
    expect(second).toMatchObject({ code: 0, stderr: '' });
    expect(byHand).toMatchObject({ code: 75 });
    expect((await first).code).toBe(0);
    expect(await eventually('the first arrives', () => valueOf('good_two'))).toBe('2');
    expect(await eventually('the skipped run is counted', () => valueOf('plimsoll_collector_runs_skipped'))).toBe('1');
  });

  test('is one of many that start at the same moment', async () => {
    const together = async () =>
      (await Promise.all(Array.from({ length: 6 }, () => host.collect()))).map(({ code }) => code).sort((a, b) => a - b);
    let codes = await together();
    // On a busy machine the last may begin when the first has ended.
    for (let again = 0; again < 4 && codes[1] === 0; again += 1) codes = await together();
    expect(codes).toEqual([0, 75, 75, 75, 75, 75]);
  });

  test('can be killed at any moment, alone or with all it has started, and leaves nothing that hinders the next', async () => {
    const unkilled = async (): Promise<number> => {
      const began = Date.now();
      expect((await host.collect()).code).toBe(0);
      return Date.now() - began;
    };
    // The quickest of some: one that was slow because the machine was busy would have the kills come too late.
    const duration = Math.min(await unkilled(), await unkilled(), await unkilled());
    let killed = 0;
    const lock = join(host.stateDirectory, 'lock');
    for (let round = 0; round < 6; round += 1) {
      await eventually('nobody holds the lock', async () => (await host.as(['flock', '-n', lock, 'true'])).code === 0);
      host.drop('good.drop', `good_one 1${round}\ngood_two 2${round}\n`);
      const running = host.begin();
      const ended = new Promise<NodeJS.Signals | null>((resolve) => running.once('close', (_, signal) => resolve(signal)));
      // From the first moments, when files are read, to the last ones, when health is sent.
      await sleep(((round + 0.5) / 6) ** 2 * duration);
      const group = round % 2 === 0 ? 1 : -1;
      if (running.pid !== undefined && running.exitCode === null) process.kill(group * running.pid, 'SIGKILL');
      if ((await ended) === 'SIGKILL') killed += 1;
      expect(await metrics()).toBeInstanceOf(Map);
    }
    expect(killed).toBeGreaterThanOrEqual(4);
    await eventually('the next one runs', async () => (await host.collect()).code === 0);
    expect(workDirectories()).toEqual([]);
    expect(await eventually('the values arrive', async () => (await valueOf('good_two')) === '25')).toBe(true);
    expect(await valueOf('good_one')).toBe('15');
    expect(await valueOf('plimsoll_collector_metrics_sent')).toBe('2');
  });
};

for (const sender of senders) describeWith(needed, `a collector that is slow, sending by ${sender}`, slowSuite(sender));

describeWith(['gmetric', 'flock', 'setpriv'], 'a collector without a gmond', () => {
  const daemons = useDaemons();

  test('counts what gmetric did not take and says so', async () => {
    const host = installCollector(daemons, model, { gmondConfig: '/nonexistent/gmond.conf' });
    host.drop('good.drop', 'good_one 1\ngood_two 2\n');
    const ran = await host.collect();
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/gmetric failed with status 1[^]*values not sent: 2/);
  });
});
