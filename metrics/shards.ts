import { type MetricInput, metrics } from 'plimsoll';

type Facts = Pick<MetricInput, 'why' | 'title' | 'unit' | 'range' | 'integer'>;

/** What mysqld_exporter sees of one server. Its own labels go away, so that a host is one series whatever it replicates from. */
const server = (expression: string, facts: Facts): MetricInput => ({
  owner: 'databases',
  type: 'gauge',
  from: { prometheus: expression },
  staleAfter: '3m',
  ...facts,
});

export default metrics({
  mysql_alive: server('min by (host) (mysql_up)', {
    why: 'One when the exporter could log in and run a query. A server that accepts connections and answers nothing is not alive.',
    title: 'MySQL answers',
    unit: 'servers',
    integer: true,
    range: '0..1',
  }),
  mysql_replication_lag: server('max by (host) (mysql_slave_status_seconds_behind_master)', {
    why: 'How old the answers of a server are. Pairs replicate in both directions, so lag on either side is a photo that seems lost after a reload.',
    title: 'Replication lag',
    unit: 'seconds',
    range: '0s..',
  }),
  mysql_threads_running: server('max by (host) (mysql_global_status_threads_running)', {
    why: 'Queries at work this instant. The servers have 24 cores: beyond that number everything only waits for everything else.',
    title: 'Running queries',
    unit: 'threads',
    integer: true,
    range: '0..',
  }),
  mysql_connections_used: server(
    '100 * max by (host) (mysql_global_status_threads_connected) / max by (host) (mysql_global_variables_max_connections)',
    {
      why: 'At one hundred per cent page servers are refused, and each refusal is retried: the point of no return of the outage of June 2024.',
      title: 'Connections in use',
      unit: '%',
      range: '0%..100%',
    },
  ),
  mysql_slow_queries: server('sum by (host) (rate(mysql_global_status_slow_queries[5m]))', {
    why: 'Queries over a second. A release that forgot an index shows here within two minutes, long before anybody calls.',
    title: 'Slow queries',
    unit: 'queries/s',
    range: '0/s..',
  }),
  mysql_row_lock_wait: server('max by (host) (mysql_global_status_innodb_row_lock_time_avg)', {
    why: 'Mean wait for a row lock. Rises when two batch jobs touch the same accounts, which no single job can see for itself.',
    title: 'Row lock wait',
    unit: 'ms',
    range: '0ms..',
  }),
  mysql_undo_history: server('max by (host) (mysql_info_schema_innodb_metrics_transaction_trx_rseg_history_len)', {
    why: 'Old row versions that cannot be purged because a transaction is still open; a forgotten console session has filled a disk this way.',
    title: 'Undo history',
    unit: 'entries',
    integer: true,
    range: '0..',
  }),
  shard_accounts: {
    why: 'Accounts on this shard, counted once an hour. Balance is a matter of weeks; this is what the weekly move is decided from.',
    owner: 'databases',
    type: 'gauge',
    unit: 'accounts',
    title: 'Accounts on the shard',
    integer: true,
    range: '0..20M',
    from: { dropFile: 'shard-capacity' },
    staleAfter: '2h30m',
  },
});
