import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eventually, useDaemons } from '../../support/daemon.ts';
import { accepts, freePorts } from '../../support/ports.ts';

const server = (port: number): readonly [string, ...string[]] => [
  process.execPath,
  '-e',
  `process.on('SIGTERM', () => {}); console.log('hello'); require('net').createServer().listen(${port}, '127.0.0.1')`,
];

describe('a daemon of a suite', () => {
  const daemons = useDaemons();

  test('is ready when started, and gone when stopped even if it ignores SIGTERM', async () => {
    const [port = 0] = await freePorts(1);
    const daemon = await daemons.start({ name: 'server', argv: server(port), ready: () => accepts(port) });
    expect(daemon.log()).toContain('hello');
    await daemon.stop();
    expect(daemon.isRunning()).toBe(false);
    expect(await accepts(port)).toBe(false);
  });

  test('that ends at once is reported with its log', async () => {
    const argv = [process.execPath, '-e', 'console.error("no such port"); process.exit(3)'] as const;
    await expect(daemons.start({ name: 'broken', argv, ready: () => false })).rejects.toThrow(/broken ended at once[^]*no such port/);
  });

  test('that never becomes ready is stopped and reported', async () => {
    const argv = [process.execPath, '-e', 'setInterval(() => {}, 1000)'] as const;
    const started = daemons.start({ name: 'slow', argv, ready: () => false, readyWithinMs: 200 });
    await expect(started).rejects.toThrow(/slow becomes ready/);
  });

  test('that cannot be executed is reported', async () => {
    await expect(daemons.start({ name: 'absent', argv: ['/nonexistent/daemon'], ready: () => false })).rejects.toThrow(/absent/);
  });
});

describe('helpers of a suite', () => {
  const daemons = useDaemons();

  test('give different free ports', async () => {
    const ports = await freePorts(8);
    expect(new Set(ports).size).toBe(8);
    expect(await Promise.all(ports.map((port) => accepts(port)))).not.toContain(true);
  });

  test('give a directory that exists', () => {
    expect(existsSync(daemons.directory())).toBe(true);
  });

  test('say what was waited for in vain', async () => {
    await expect(eventually('the kettle boils', () => false, 100)).rejects.toThrow('the kettle boils: not within 100 ms');
  });
});
