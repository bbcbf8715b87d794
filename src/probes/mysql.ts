import { z } from 'zod';
import { flags, impossible } from './flags.ts';
import { filePath, port } from './net/scalars.ts';
import { positiveRange } from './net/time-limits.ts';
import { defineProbe, type Word } from './probe.ts';

const fields = z.strictObject({
  port: port.default(3306).describe('Port of the server.'),
  credentialsFile: filePath
    .optional()
    .describe(
      'An option file of MySQL clients on the machine that looks, with user and password; without it a refused login is a sign of life.',
    ),
  group: z
    .string()
    .max(60)
    .regex(/^[A-Za-z0-9_-]+$/)
    .default('client')
    .describe('Section of that file.'),
  replication: z.boolean().default(false).describe('The server must be a replica, and replicate.'),
});

type Fields = z.infer<typeof fields>;

const plugin = 'check_mysql';

const words = (f: Fields): readonly Word[] => [
  '-H',
  { reference: 'address' },
  '-P',
  String(f.port),
  ...(f.credentialsFile === undefined ? ['-n'] : ['-f', f.credentialsFile, '-g', f.group]),
  ...(f.replication ? ['-S'] : []),
];

const once = (expression: string): string => `max without (channel_name, connection_name, master_host, master_uuid) (${expression})`;

const failing = ({ replication }: Fields): string =>
  replication
    ? ['mysql_up == 0', ...['io', 'sql'].map((thread) => `${once(`mysql_slave_status_slave_${thread}_running`)} == 0`)].join(' or ')
    : 'mysql_up == 0';

/** Connects to a MySQL or MariaDB server. */
export const mysql = defineProbe({
  name: 'mysql',
  summary: 'Logs in to a MySQL or MariaDB server, and may look at its replication.',
  fields,
  measures: { replicationLag: { unit: 'seconds', what: 'With `replication`: how far the replica is behind.' } },
  nagios: ({ fields: f, limits }) => {
    const lag = positiveRange(limits['replicationLag'], plugin);
    if (lag.kind === 'impossible') return lag;
    if (f.replication && f.credentialsFile === undefined)
      return impossible('Replication is shown only to who has logged in: name a `credentialsFile`.');
    if (limits['replicationLag'] !== undefined && !f.replication) return impossible('There is no lag without `replication`.');
    const warns = lag.warning !== undefined;
    return {
      kind: 'plugin',
      plugin,
      words: [...words(f), ...flags(lag)],
      local: false,
      ...(warns ? {} : { failures: 'critical' }),
      differences: [
        ...(warns ? [`With a limit that warns, ${plugin} reports a server that is no replica as a warning.`] : []),
        ...lag.differences,
      ],
    };
  },
  prometheus: ({ fields: f }) => ({
    kind: 'expressions',
    exporter: 'mysqld',
    failing: failing(f),
    measures: f.replication ? { replicationLag: once('mysql_slave_status_seconds_behind_master') } : {},
    differences: ['Prometheus sees what the mysqld_exporter of the host sees, which the estate scrapes itself, with its own credentials.'],
  }),
});
