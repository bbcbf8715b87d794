import { thresholds } from 'plimsoll';

/** The newest shard takes everybody who is moved, so for a while its numbers are not those of a shard at rest. */
const movingIn = { on: 'shard-4', until: '2027-02-28' } as const;
/** One server of every pair is read from end to end at night, and it is always the b server. */
const dumped = { on: ['shard-1b', 'shard-2b', 'shard-3b', 'shard-4b'] } as const;

export default thresholds({
  'mysql-alive': {
    metric: 'mysql_alive',
    why: 'A server is alive or it is not. Two minutes cover the restart of the exporter, which takes 70 s on the lookup pair.',
    owner: 'databases',
    below: { critical: 1 },
    for: '2m',
  },
  'mysql-replication-lag': {
    metric: 'mysql_replication_lag',
    why: 'A member reloads the album five seconds after a comment; from 30 s on support hears of "lost" comments, at 5 min reads are taken off by hand.',
    owner: 'databases',
    above: { warning: '30s', critical: '5m', clear: '10s' },
    for: '3m',
    overrides: [
      {
        ...movingIn,
        above: { warning: '2m', critical: '15m' },
        why: 'Moves are throttled at two minutes of lag, so less than that says nothing here.',
      },
      {
        ...dumped,
        above: { critical: '45m' },
        why: 'The dump holds the b servers back by up to 31 minutes (longest night of October 2026), and nobody reads from them meanwhile.',
      },
      { environment: 'staging', above: { critical: '4h' }, why: 'Staging is loaded from a dump every morning and replays it from there.' },
    ],
  },
  'mysql-connections': {
    metric: 'mysql_connections_used',
    why: 'Refusals start at 100%. At 85% there are three minutes left when a page server comes back from a restart (outage of 2024-06-11).',
    owner: 'databases',
    atLeast: { warning: '70%', critical: '85%' },
    for: '2m',
  },
  'mysql-threads-running': {
    metric: 'mysql_threads_running',
    why: '24 cores. Forty running queries still return in time, at 100 the mean query takes nine times as long (load test of 2026-05-06).',
    owner: 'databases',
    above: { warning: 40, critical: 100, clear: 24 },
    for: '2m',
    overrides: [
      {
        on: 'lookup',
        above: { warning: 16, critical: 32, clear: 8 },
        why: 'The lookup servers have eight cores and answer in half a millisecond; sixteen at once is a stampede.',
      },
    ],
  },
  'mysql-slow-queries': {
    metric: 'mysql_slow_queries',
    why: 'Reports make 0.2 a second all day. Five is a missing index; the two releases that lacked one reached 40 within ten minutes.',
    owner: 'databases',
    above: { warning: '1/s', critical: '5/s' },
    for: '5m',
  },
  'mysql-row-lock-wait': {
    metric: 'mysql_row_lock_wait',
    why: 'Pages give up on a lock after a second. A mean of 200 ms already means that one in thirty does (slow log of September 2026).',
    owner: 'databases',
    above: { warning: '200ms', critical: '1s' },
    for: '5m',
  },
  'mysql-undo-history': {
    metric: 'mysql_undo_history',
    why: 'A million entries are about 9 GB of undo. Purging ten million took all of the night to 2025-10-03, during which every read was slow.',
    owner: 'databases',
    above: { warning: '1M', critical: '10M', clear: '500k' },
    for: '30m',
  },
  'shard-accounts': {
    metric: 'shard_accounts',
    why: 'A pair is bought for 4.5 million accounts. Fewer than half a million is a shard we pay for and do not use, or a count that went wrong.',
    owner: 'databases',
    outside: { warning: '500k..4.5M', critical: '100k..5M' },
    for: '2h',
    overrides: [
      {
        ...movingIn,
        outside: { warning: '50k..4M', critical: '1k..4.5M' },
        why: 'It started empty in January 2026 and has to keep room for the sign-ups that come to it alone.',
      },
      {
        environment: 'staging',
        outside: { warning: '500..4.5M', critical: '100..5M' },
        why: 'Staging holds one account in a thousand, chosen by its id.',
      },
    ],
  },
});
