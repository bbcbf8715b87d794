import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics/diagnostic.ts';
import { readDropFile } from '../../../src/project/drop-file-lines.ts';
import { installCollector } from '../../support/collector.ts';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { type DatagramReceiver, receiveDatagrams } from '../../support/datagrams.ts';
import { sampleMetric, sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

const folder = new URL('../../../examples/drop-file/', import.meta.url).pathname;
const loader = new URL('../../support/typescript-loader.mjs', import.meta.url).pathname;
const count = 200;
const keys = Array.from({ length: count }, (_, i) => `offline_task_${i}`);
const model = sampleModel({ metrics: keys.map((id) => sampleMetric(id, { range: {} })) });

interface Writer {
  readonly language: string;
  readonly tool: string;
  /** Writes `rounds` times (for ever when 0), all keys with the number of the round, or with the value given. */
  readonly argv: (directory: string, rounds: number) => readonly [string, ...string[]];
  /** Writes the values that a language prints in ways of its own. */
  readonly odd: (directory: string) => readonly [string, ...string[]];
}

const oddValues = ['1e-07', '0.1', '1e+21', '-2.5', '123456789012', '0'];
const expectedOdd = ['0.0000001', '0.1', '1000000000000000000000', '-2.5', '123456789012', '0'];

const php = (directory: string, body: string): readonly [string, ...string[]] => [
  ...([
    tool('php'),
    '-r',
    `require '${folder}write-drop-file.php'; setlocale(LC_ALL, 'de_DE.UTF-8'); $d = '${directory}'; ${body}`,
  ] as const),
];
const python = (directory: string, body: string): readonly [string, ...string[]] => [
  ...([
    tool('python3'),
    '-B',
    '-c',
    `import sys; sys.path.insert(0, '${folder}')\nfrom write_drop_file import write_drop_file\nd = '${directory}'\n${body}`,
  ] as const),
];
const node = (directory: string, body: string): readonly [string, ...string[]] => [
  ...([
    process.execPath,
    '--import',
    loader,
    '--input-type=module',
    '-e',
    `import { writeDropFile } from '${folder}write-drop-file.ts'; const d = '${directory}'; ${body}`,
  ] as const),
];
const sh = (directory: string, body: string): readonly [string, ...string[]] => [
  tool('sh'),
  '-c',
  `d='${directory}'; w='${folder}write-drop-file.sh'; ${body}`,
];

const writers: readonly Writer[] = [
  {
    ...{ language: 'sh', tool: 'sh' },
    argv: (directory, rounds) =>
      sh(
        directory,
        `n=0; while [ $n -eq 0 ] || [ $n -ne ${rounds} ]; do n=$((n+1)); seq -f "offline_task_%g $n" 0 ${count - 1} | "$w" "$d" offline-tasks; done`,
      ),
    odd: (directory) =>
      sh(directory, `printf '%s\\n' ${oddValues.map((value, i) => `'offline_task_${i} ${value}'`).join(' ')} | "$w" "$d" offline-tasks`),
  },
  {
    ...{ language: 'PHP', tool: 'php' },
    argv: (directory, rounds) =>
      php(
        directory,
        `for ($n = 1; $n - 1 != ${rounds} || $n == 1; $n++) { $v = []; for ($i = 0; $i < ${count}; $i++) $v["offline_task_$i"] = $n; write_drop_file($d, 'offline-tasks', $v); }`,
      ),
    odd: (directory) =>
      php(
        directory,
        `write_drop_file($d, 'offline-tasks', [${oddValues.map((value, i) => `'offline_task_${i}' => ${value}`).join(', ')}, 'offline_task_6' => NAN, 'offline_task_7' => INF]);`,
      ),
  },
  {
    ...{ language: 'Python', tool: 'python3' },
    argv: (directory, rounds) =>
      python(
        directory,
        `n = 0\nwhile n == 0 or n != ${rounds}:\n  n += 1\n  write_drop_file(d, 'offline-tasks', {f'offline_task_{i}': n for i in range(${count})})`,
      ),
    odd: (directory) =>
      python(
        directory,
        `write_drop_file(d, 'offline-tasks', {${oddValues.map((value, i) => `'offline_task_${i}': ${value}`).join(', ')}, 'offline_task_6': float('nan'), 'offline_task_7': float('inf')})`,
      ),
  },
  {
    ...{ language: 'TypeScript', tool: 'node' },
    argv: (directory, rounds) =>
      node(
        directory,
        `for (let n = 1; n - 1 !== ${rounds} || n === 1; n++) writeDropFile(d, 'offline-tasks', Object.fromEntries(Array.from({ length: ${count} }, (_, i) => ['offline_task_' + i, n])));`,
      ),
    odd: (directory) =>
      node(
        directory,
        `writeDropFile(d, 'offline-tasks', { ${oddValues.map((value, i) => `offline_task_${i}: ${value}`).join(', ')}, offline_task_6: NaN, offline_task_7: Infinity });`,
      ),
  },
];

/** As the page advises: files take the group of the directory, which the collector shares. */
const shareDirectory = (directory: string): void => {
  if (process.getuid?.() === 0) chownSync(directory, 0, 65534);
  chmodSync(directory, 0o3775);
};

/** A file that is not there yet is not torn. */
const read = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
};

const isWhole = (text: string): boolean => {
  const lines = text.split('\n');
  const [, round] = lines[0]?.split(' ') ?? [];
  return lines.length === count + 1 && lines[count] === '' && lines.slice(0, -1).every((line, i) => line === `offline_task_${i} ${round}`);
};

const lint = (text: string) => {
  const found: Diagnostic[] = [];
  const metrics = new Map(model.metrics.map((metric) => [metric.id, metric]));
  const values = readDropFile({ file: 'x', bytes: text, text }, { name: 'offline-tasks', metrics, report: (one) => void found.push(one) });
  return { codes: found.map(({ code }) => code), values };
};

describeWith(['php', 'python3', 'sh', 'flock', 'setpriv', 'perl'], 'a writer of drop files', () => {
  const daemons = useDaemons();
  const running = new Set<ChildProcess>();
  let receiver: DatagramReceiver;

  beforeAll(async () => {
    receiver = await receiveDatagrams();
  });
  afterAll(() => {
    for (const child of running)
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
    receiver.close();
  });

  const start = ([file, ...args]: readonly [string, ...string[]]) => {
    const child = spawn(file, args, { detached: true, stdio: ['ignore', 'ignore', 'pipe'] });
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    running.add(child);
    const ended = new Promise<string>((resolve) => child.once('close', (code, signal) => resolve(signal ?? `${code} ${errors}`)));
    const kill = async () => {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, 'SIGKILL');
      return ended;
    };
    return { ended, kill };
  };

  describe.each(writers)('in $language', (writer) => {
    test('never shows half a file, to a reader or to the collector, even where two write at once', { timeout: 90_000 }, async () => {
      const textfileDirectory = daemons.directory(0o777);
      const send = [{ host: '127.0.0.1', port: receiver.port }];
      const host = installCollector(daemons, model, { sender: 'udp', send, metricsPerSecond: 5000, textfileDirectory });
      shareDirectory(host.dropDirectory);
      const path = join(host.dropDirectory, 'offline-tasks.drop');
      const two = [start(writer.argv(host.dropDirectory, 0)), start(writer.argv(host.dropDirectory, 0))];
      await eventually('the first file stands', () => read(path) !== undefined, 60_000);
      const seen = new Set<string>();
      let reads = 0;
      let torn = 0;
      for (const end = Date.now() + 1000; Date.now() < end; reads += 1) {
        const text = read(path);
        if (text === undefined || !isWhole(text)) torn += 1;
        else seen.add(text);
        if (reads % 200 === 0) await sleep(1);
      }
      const ran = await host.collect();
      for (const one of two) expect(await one.kill()).toBe('SIGKILL');
      expect(torn).toBe(0);
      expect(reads).toBeGreaterThan(100);
      expect(seen.size).toBeGreaterThan(1);
      expect(ran.code).toBe(0);
      // One that is replaced three times while it is copied is left for the next run; what is taken is of one round.
      const taken = [...readFileSync(join(textfileDirectory, 'plimsoll.prom'), 'utf8').matchAll(/^offline_task_\d+ (\d+)$/gm)];
      expect([0, count]).toContain(taken.length);
      expect(new Set(taken.map(([, round]) => round)).size).toBeLessThanOrEqual(1);
      expect(lint(read(path) ?? '')).toMatchObject({ codes: [], values: { size: count } });
    });

    test('prints every number as one, whatever the locale, and leaves out what is none', async () => {
      const directory = daemons.directory();
      expect(await start(writer.odd(directory)).ended).toBe('0 ');
      const { codes, values } = lint(read(join(directory, 'offline-tasks.drop')) ?? '');
      expect(codes).toEqual([]);
      expect([...values]).toEqual(expectedOdd.map((value, i) => [`offline_task_${i}`, value]));
    });

    test('lets the group read the file, and nobody else', async () => {
      const directory = daemons.directory();
      expect(await start(writer.argv(directory, 1)).ended).toBe('0 ');
      const { mode } = statSync(join(directory, 'offline-tasks.drop'));
      expect((mode & 0o777).toString(8)).toBe('640');
    });

    test('leaves nothing behind: what a killed one left is gone after a later write', { timeout: 60_000 }, async () => {
      const directory = daemons.directory();
      for (const moment of [3, 7, 11]) {
        const one = start(writer.argv(directory, 0));
        await eventually('it writes', () => readdirSync(directory).length > 0, 30_000);
        await sleep(moment);
        await one.kill();
      }
      writeFileSync(join(directory, '.offline-tasks.drop.aaaaaa'), 'half');
      writeFileSync(join(directory, '.other.drop.aaaaaa'), "another writer's");
      for (const name of readdirSync(directory).filter((each) => each.startsWith('.'))) utimesSync(join(directory, name), 1, 1);
      expect(await start(writer.argv(directory, 1)).ended).toBe('0 ');
      expect(readdirSync(directory).sort()).toEqual(['.other.drop.aaaaaa', 'offline-tasks.drop']);
    });
  });
});
