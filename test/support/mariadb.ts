import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import type { Daemons } from './daemon.ts';
import { freePort } from './ports.ts';
import { tool } from './tools.ts';

export const login = { user: 'probe', password: 'not a word' } as const;

const small = ['--no-defaults', '--innodb-log-file-size=4M', '--innodb-buffer-pool-size=8M', '--lc-messages-dir=/usr/share/mysql'];
const asRoot = process.getuid?.() === 0 ? ['--user=root'] : [];

const systemTables = ['mysql_system_tables', 'mysql_performance_tables', 'mysql_system_tables_data'];

/** A data directory with the system tables and one login, made once and copied for each server. */
export const makeData = (directory: string): string => {
  const data = join(directory, 'empty');
  const statements = [
    'CREATE DATABASE IF NOT EXISTS mysql;\nUSE mysql;\n',
    ...systemTables.map((name) => readFileSync(`/usr/share/mysql/${name}.sql`, 'utf8')),
    `FLUSH PRIVILEGES;\nCREATE USER ${login.user}@'%' IDENTIFIED BY '${login.password}';\nGRANT ALL ON *.* TO ${login.user}@'%';\n`,
  ];
  mkdirSync(data);
  execFileSync(tool('mariadbd'), [...small, ...asRoot, '--bootstrap', `--datadir=${data}`, '--skip-networking'], {
    input: statements.join(''),
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  return data;
};

export interface MariaDb {
  readonly port: number;
}

interface ServerOptions {
  readonly data: string;
  readonly directory: string;
  readonly id: number;
  /** Run at every start. */
  readonly statements: readonly string[];
}

/** The real server on a copy of the data. */
export const startMariaDb = async (daemons: Daemons, { data, directory, id, statements }: ServerOptions): Promise<MariaDb> => {
  const port = await freePort();
  const own = join(directory, `server${id}`);
  cpSync(data, own, { recursive: true });
  const initial = join(directory, `server${id}.sql`);
  writeFileSync(initial, statements.map((statement) => `${statement};\n`).join(''));
  await daemons.start({
    name: `mariadbd ${id}`,
    argv: [
      tool('mariadbd'),
      ...[...small, ...asRoot, `--datadir=${own}`, `--port=${port}`, '--bind-address=127.0.0.1', '--skip-name-resolve'],
      ...[
        `--socket=${join(directory, `s${id}`)}`,
        `--pid-file=${join(directory, `p${id}`)}`,
        `--server-id=${id}`,
        `--log-bin=${join(own, 'bin')}`,
      ],
      `--init-file=${initial}`,
    ],
    ready: () => isReady(port),
  });
  return { port };
};

/** A server says its version as soon as it takes connections, in the first packet. */
const isReady = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    const settle = (ready: boolean) => {
      socket.destroy();
      resolve(ready);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.once('data', () => settle(true));
    socket.once('error', () => settle(false));
  });

/** An option file of MySQL clients. */
export const optionFile = (path: string, more: Readonly<Record<string, string | number>> = {}): string => {
  const lines = Object.entries({ ...login, ...more }).map(([key, value]) => `${key}=${typeof value === 'string' ? `"${value}"` : value}`);
  writeFileSync(path, `[client]\n${lines.join('\n')}\n`, { mode: 0o600 });
  return path;
};
