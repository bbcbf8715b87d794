import { type GroupInput, groups } from 'plimsoll';
import { shardPairs } from '../shard-pairs.ts';

const shards: Readonly<Record<string, GroupInput>> = Object.fromEntries(shardPairs.map(({ group, why }) => [group, { why }]));

export default groups({
  ...shards,
  shards: {
    why: 'All pairs together: what holds for a shard holds for each of them, or it is written as an override.',
    groups: shardPairs.map(({ group }) => group),
  },
  lookup: { why: 'The pair that maps an account to its shard; small, and without it nothing is found.' },
  mysql: { why: 'Every MySQL server, for the checks that do not care what is stored.', groups: ['shards', 'lookup'] },
});
