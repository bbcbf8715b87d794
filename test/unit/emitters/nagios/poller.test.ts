import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { pollerTiming } from '../../../../src/emitters/nagios/poller.ts';
import { readCrontab, run } from '../../../support/collector.ts';
import { eventually, useDaemons } from '../../../support/daemon.ts';
import { type GangliaSource, gmondXml, type SourceHosts, startGangliaSource } from '../../../support/ganglia-source.ts';
import { type PlacedPoller, placePoller, type SpoolResult, takeResults } from '../../../support/nagios-poller.ts';
import { freePort } from '../../../support/ports.ts';
import { bound, sampleCheck, sampleMetric, sampleModel } from '../../../support/sample-model.ts';
import '../../../support/seed.ts';
import { tool } from '../../../support/tools.ts';

const limits = [{ form: 'above', warning: bound('10'), critical: bound('20'), clear: bound('5') }] as const;
const subject = (hosts: readonly string[]) => ({
  kind: 'threshold' as const,
  threshold: 'queue',
  metric: 'queue',
  variants: [{ hosts, limits }],
});
const hosts = ['worker1', 'worker2'];
const model = sampleModel({
  metrics: [sampleMetric('queue')],
  checks: [
    sampleCheck('beat', { hosts, subject: { kind: 'heartbeat', metric: 'queue', withinMs: 60_000 } }),
    sampleCheck('queue', { hosts, subject: subject(hosts) }),
  ],
});

const own = ({ host_name: host }: SpoolResult): boolean => host === 'estate_sample';
const outputs = (results: readonly SpoolResult[]): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    results.map((result) => [own(result) ? 'own' : `${result['host_name']}/${result['service_description']}`, result['output']]),
  );

test('as many attempts are written as keep `for` at the period of the poller', () => {
  const timing = (forMs: number) => pollerTiming({ everyMs: 300_000, retryMs: 20_000, attempts: 16, forMs }, 60_000);
  expect(timing(0)).toMatchObject({ attempts: 1, everyMs: 60_000, retryMs: 60_000, forMs: 0 });
  expect(timing(60_000).attempts).toBe(2);
  expect(timing(300_000).attempts).toBe(6);
  expect(timing(90_000).attempts).toBe(3);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1000, max: 1e7 }), (forMs, periodMs) => {
      const { attempts } = pollerTiming({ everyMs: 1, retryMs: 1, attempts: 1, forMs }, periodMs);
      expect((attempts - 1) * periodMs).toBeGreaterThanOrEqual(forMs);
      expect((attempts - 2) * periodMs).toBeLessThan(forMs === 0 ? 1 : forMs);
    }),
  );
});

describe('the poller', () => {
  const daemons = useDaemons();
  const set = async (
    given: SourceHosts = { worker1: { queue: 25 }, worker2: { queue: 3 } },
  ): Promise<{ source: GangliaSource; poller: PlacedPoller }> => {
    const source = await startGangliaSource();
    source.serve(given);
    return { source, poller: placePoller(daemons, model, { port: source.port }) };
  };

  test('hands in one result for every row, and one about itself', async () => {
    const { poller } = await set();
    expect(await poller.poll()).toEqual({ code: 0, stdout: '', stderr: '' });
    const results = takeResults(poller.spool);
    expect(outputs(results)).toEqual({
      'worker1/beat': "OK: queue on worker1 was heard 0 s ago, of 60 s allowed|'age'=0s;;~:60;0",
      'worker2/beat': "OK: queue on worker2 was heard 0 s ago, of 60 s allowed|'age'=0s;;~:60;0",
      'worker1/queue': "CRITICAL: queue on worker1 is 25 tasks, critical above 20|'queue'=25;~:10;~:20",
      'worker2/queue': "OK: queue on worker2 is 3 tasks|'queue'=3;~:10;~:20",
      own: expect.stringMatching(
        /^OK: 4 services handed in, 0 of them unknown\|'services'=4 'unknown'=0 'seconds'=[0-9.]+s 'last_run'=\d+$/,
      ),
    });
    expect(new Set(results.map((result) => result['check_type']))).toEqual(new Set(['1']));
  });

  test('is run by the line that cron gets', async () => {
    const { poller } = await set();
    const { env, command } = readCrontab(poller.emitted.text('cron.d/plimsoll-poll-metrics'));
    expect(await run(['/bin/sh', '-c', command], { env, cwd: '/' })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(takeResults(poller.spool)).toHaveLength(5);
  });

  test('needs perl-base only', async () => {
    const modules = ['Errno', 'Fcntl', 'IO::Handle', 'IO::Socket::IP', 'POSIX'];
    const { poller } = await set();
    const used = [...readFileSync(poller.program, 'utf8').matchAll(/^use ([A-Z][A-Za-z:]*)/gm)].map(([, name]) => name);
    expect(used).toEqual(modules);
    const { stdout } = await run(['/usr/bin/perl', ...modules.map((name) => `-M${name}`), '-e', 'print join "\n", values %INC']);
    expect(stdout.split('\n').filter((path) => !path.includes('/perl-base/'))).toEqual([]);
  });

  test('says unknown of what is missing, stale, no number, and there more than once', async () => {
    const { source, poller } = await set({ worker1: { queue: { value: 'NaN' } }, worker2: { queue: { value: '3', age: 301 } } });
    await poller.poll();
    expect(outputs(takeResults(poller.spool))).toMatchObject({
      'worker1/queue': "UNKNOWN: queue on worker1 is NaN tasks|'queue'=U;~:10;~:20",
      'worker2/queue': 'UNKNOWN: queue on worker2 was last heard 301 s ago, more than 300 s',
      'worker2/beat': expect.stringMatching(/^CRITICAL: queue on worker2 was heard 301 s ago/),
    });
    source.serve({ worker1: { queue: 'many; | $(touch x) `id` \\', other: 1 } });
    await poller.poll();
    expect(outputs(takeResults(poller.spool))).toMatchObject({
      'worker1/queue': 'UNKNOWN: queue on worker1 is not a number: many_ _ _(touch x) _id_ _',
      'worker2/queue': 'UNKNOWN: queue on worker2 is not known to gmetad',
      'worker2/beat': 'CRITICAL: queue on worker2 is not there: nothing heard, or not for long_ 60 s are allowed',
    });
    const [one, two] = [gmondXml('one', { worker1: { queue: 1 } }), gmondXml('two', { worker1: { queue: 1 }, worker2: { queue: 1 } })];
    source.serveText(one.replace('</GANGLIA_XML>\n', '') + two.slice(two.indexOf('<CLUSTER')));
    await poller.poll();
    expect(outputs(takeResults(poller.spool))['worker1/queue']).toBe(
      'UNKNOWN: queue on worker1 is in several clusters: name one with --cluster',
    );
    const twice = gmondXml('one', { worker1: { queue: 1 } });
    source.serveText(twice.replace('</CLUSTER>', `${twice.slice(twice.indexOf('<HOST'), twice.indexOf('</CLUSTER>'))}</CLUSTER>`));
    await poller.poll();
    expect(outputs(takeResults(poller.spool))['worker1/queue']).toBe('UNKNOWN: gmetad has queue on worker1 twice');
  });

  test('takes nothing from an answer that is cut anywhere, and says so of every service', async () => {
    const { source, poller } = await set();
    const whole = gmondXml('c', { worker1: { queue: 1 }, worker2: { queue: 1 } });
    const end = whole.trimEnd().length;
    for (const at of [0, 1, 40, 200, Math.floor(end / 2), end - 20, end - 1]) {
      source.serveText(whole.slice(0, at));
      expect((await poller.poll()).code).toBe(1);
      const said = outputs(takeResults(poller.spool));
      const why = at === 0 ? /closed the connection without an answer/ : /is cut short or not from gmetad/;
      for (const key of ['worker1/beat', 'worker1/queue', 'worker2/queue']) expect(said[key]).toMatch(why);
      expect(said['own']).toMatch(/^CRITICAL: 4 services handed in, 4 of them unknown: gmetad at|^CRITICAL: .*the answer of gmetad/);
    }
  });

  test('says that gmetad is not there, in every file before all else', async () => {
    const poller = placePoller(daemons, model, { port: await freePort() });
    const { code, stderr } = await poller.poll();
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^plimsoll-poll-metrics: no connection to 127\.0\.0\.1:\d+: /)]);
    const first = poller.unread().map((name) => /^host_name=(.*)$/m.exec(readFileSync(join(poller.spool, name), 'utf8'))?.[1]);
    expect(new Set(first)).toEqual(new Set(['estate_sample']));
    // The same again is not told again at once.
    expect((await poller.poll()).stderr).toBe('');
  });

  test('lets no value speak for another metric, host or cluster', async () => {
    const { source, poller } = await set();
    const line = gmondXml('c', { worker1: { note: 'NOTE', queue: 25 }, worker2: { queue: 25 } });
    const inject = (value: string) => line.replace('VAL="NOTE"', `VAL="${value}"`);
    const element = '<METRIC NAME="queue" VAL="0" TYPE="double" UNITS="" TN="0" TMAX="60" DMAX="0" SLOPE="both">';
    const critical = /^CRITICAL: queue on worker. is 25 tasks/;
    for (const value of [
      element,
      `x">${element}`,
      `x" NAME="queue`,
      '</HOST><HOST NAME="worker2">',
      '&#10;</HOST>',
      '<!-- ',
      '<![CDATA[',
      'x'.repeat(60_000),
    ]) {
      source.serveText(inject(value));
      expect((await poller.poll()).code).toBe(0);
      const said = outputs(takeResults(poller.spool));
      expect([said['worker1/queue'], said['worker2/queue']]).toEqual([expect.stringMatching(critical), expect.stringMatching(critical)]);
    }
    // With line ends a forger can write whole elements, but not take the true ones away.
    source.serveText(
      inject(
        `x" TN="0">\n</METRIC>\n</HOST>\n<HOST NAME="worker2">\n${element}\n</METRIC>\n</HOST>\n<HOST NAME="x">\n<METRIC NAME="y" VAL="`,
      ),
    );
    await poller.poll();
    expect(outputs(takeResults(poller.spool))['worker2/queue']).toBe('UNKNOWN: gmetad has queue on worker2 twice');
    source.serveText(inject('x'.repeat(200_000)));
    expect((await poller.poll()).code).toBe(1);
    expect(outputs(takeResults(poller.spool))['worker2/queue']).toMatch(/^UNKNOWN: the answer of .* has a line longer than 65536 bytes$/);
  });

  test('holds a raised state until it clears, and holds nothing when what it kept is damaged, foreign or old', async () => {
    const { source, poller } = await set({ worker1: { queue: 25 }, worker2: { queue: 25 } });
    const states = join(poller.own, 'states');
    const after = async (value: number) => {
      source.serve({ worker1: { queue: value }, worker2: { queue: value } });
      const { code } = await poller.poll();
      return [code, outputs(takeResults(poller.spool))['worker1/queue']?.split(':')[0]];
    };
    expect(await after(25)).toEqual([0, 'CRITICAL']);
    expect(await after(7)).toEqual([0, 'WARNING']);
    expect(await after(7)).toEqual([0, 'WARNING']);
    expect(statSync(states).mode & 0o777).toBe(0o600);
    const good = readFileSync(states, 'utf8');
    expect(await after(5)).toEqual([0, 'OK']);
    expect(await after(7)).toEqual([0, 'OK']);

    const with_ = async (text: string) => {
      writeFileSync(states, text);
      return after(7);
    };
    expect(await with_(good)).toEqual([0, 'WARNING']);
    for (const bad of [
      '',
      good.slice(0, -2),
      good.slice(0, 40),
      good.replace('end 2', 'end 1'),
      `${good}x`,
      good.replaceAll('warning', 'ok'),
      '\0'.repeat(100),
    ])
      expect(await with_(bad)).toEqual([1, 'OK']);
    expect(await with_(good.replace(/ (\d+)\n/, (_, when: string) => ` ${Number(when) - 500}\n`))).toEqual([0, 'OK']);
    const elsewhere = join(poller.tables, 'elsewhere');
    writeFileSync(elsewhere, good, { mode: 0o600 });
    rmSync(states);
    symlinkSync(elsewhere, states);
    expect(await after(7)).toEqual([1, 'OK']);
    rmSync(states, { force: true });
    linkSync(elsewhere, states);
    expect(await after(7)).toEqual([1, 'OK']);
    expect(readFileSync(elsewhere, 'utf8')).toBe(good);
  });

  test('refuses to run where others could interfere, and beside another run', async () => {
    const { poller } = await set();
    chmodSync(poller.own, 0o777);
    expect(await poller.poll()).toMatchObject({ code: 2, stderr: expect.stringContaining('is writable by others') });
    chmodSync(poller.own, 0o750);
    chmodSync(poller.spool, 0o777);
    expect(await poller.poll()).toMatchObject({ code: 2, stderr: expect.stringContaining('results could be forged') });
    chmodSync(poller.spool, 0o750);
    const holder = spawn(tool('flock'), [join(poller.own, 'lock'), 'sleep', '20'], { detached: true, stdio: 'ignore' });
    try {
      await eventually('the lock is held', async () => (await run([tool('flock'), '-n', join(poller.own, 'lock'), 'true'])).code === 1);
      expect(await poller.poll()).toMatchObject({ code: 75, stderr: expect.stringContaining('another run holds the lock') });
      expect(await run([poller.program, '--every', '5'])).toEqual({ code: 75, stdout: '', stderr: '' });
    } finally {
      if (holder.pid !== undefined) process.kill(-holder.pid, 'SIGKILL');
    }
    rmSync(join(poller.own, 'told'));
    rmSync(poller.tables, { recursive: true });
    expect(await poller.poll()).toMatchObject({ code: 2, stderr: expect.stringContaining('cannot read the tables') });
    expect(await run([poller.program, '--never'])).toMatchObject({ code: 2, stderr: expect.stringContaining('usage:') });
    expect(poller.unread()).toEqual([]);
  });

  test('does not fill the spool of a daemon that reads nothing', async () => {
    const { poller } = await set();
    await poller.poll();
    const [name = ''] = poller.unread();
    const old = Date.now() / 1000 - 1000;
    utimesSync(join(poller.spool, name), old, old);
    expect(await poller.poll()).toMatchObject({ code: 1, stderr: expect.stringContaining('Nagios has not read 1 files of results') });
    expect(poller.unread()).not.toContain(name);
    expect(existsSync(join(poller.spool, `${name}.ok`))).toBe(false);
    const foreign = Array.from({ length: 2001 }, (_, i) => join(poller.spool, `c${String(i).padStart(6, '0')}`));
    for (const path of foreign) writeFileSync(path, '');
    rmSync(join(poller.own, 'told'));
    const before = readdirSync(poller.spool).length;
    expect(await poller.poll()).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('wait to be read: is Nagios running? Nothing is handed in'),
    });
    expect(readdirSync(poller.spool)).toHaveLength(before);
  });

  test('says which rows it does not understand, and looks for the others', async () => {
    const { poller } = await set();
    const row = 'worker1\tx\tqueue\t-\t--above warning=1\tqueue\ttasks\tgauge\t300\t-';
    const bad = [
      'no row',
      row.replace('queue\t-', '../x\t-'),
      row.replace('warning=1', 'warning=x'),
      row.replace('gauge', 'other'),
      `${row}\t-`,
      row.replace('--above', '--beside'),
    ];
    writeFileSync(join(poller.tables, 'zz.tsv'), `${[row, row, ...bad].join('\n')}\n`);
    const { code, stderr } = await poller.poll();
    expect(code).toBe(1);
    expect(stderr.match(/zz\.tsv, line \d+: no row of a table/g)).toHaveLength(bad.length);
    expect(stderr).toContain('zz.tsv, line 2: a service that another row has');
    expect(outputs(takeResults(poller.spool))).toMatchObject({
      'worker1/x': expect.stringMatching(/^WARNING/),
      own: expect.stringMatching(/^WARNING: 5 services/),
    });
  });

  test('leaves no half result and no half state, killed at any moment', async () => {
    const many = Array.from({ length: 1500 }, (_, i) => `host${i}`);
    const source = await startGangliaSource();
    source.serve(Object.fromEntries(many.map((host) => [host, { queue: 25 }])));
    const check = sampleCheck('queue', { hosts: many, subject: subject(many) });
    const poller = placePoller(daemons, sampleModel({ metrics: [sampleMetric('queue')], checks: [check] }), { port: source.port });
    const started = Date.now();
    await poller.poll();
    const takes = Date.now() - started;
    expect(takeResults(poller.spool)).toHaveLength(1501);
    for (let i = 1; i <= 15; i += 1) {
      const child = spawn(poller.program, { stdio: 'ignore' });
      await new Promise((resolve) => setTimeout(resolve, (takes * i) / 15));
      child.kill('SIGKILL');
      await new Promise((resolve) =>
        child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined),
      );
      for (const result of takeResults(poller.spool)) expect(result['output'] ?? '').toMatch(/^(?:CRITICAL: queue on|OK: 1500 services)/);
      expect(readFileSync(join(poller.own, 'states'), 'utf8')).toMatch(/\nend 1500\n$/);
    }
    expect(await poller.poll()).toEqual({ code: 0, stdout: '', stderr: '' });
  }, 60_000);

  test('goes on, round by round, until it is replaced', async () => {
    const { poller } = await set();
    mkdirSync(join(poller.spool, 'c00000x'));
    const child = spawn(poller.program, ['--every', '1'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      await eventually('three rounds are handed in', () => poller.unread().length > 6);
      writeFileSync(`${poller.program}.new`, readFileSync(poller.program), { mode: 0o755 });
      rmSync(poller.program);
      linkSync(`${poller.program}.new`, poller.program);
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  });
});
