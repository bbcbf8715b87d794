import { type CheckInput, checks } from 'plimsoll';
import { type ShardPair, shardPairs } from '../inventory/shard-pairs.ts';

/** A pair serves from both servers and survives on one. This is the page that must come before the second one goes. */
const redundancy = ({ group, felt }: ShardPair): readonly [string, CheckInput] => [
  `${group}/redundancy`,
  {
    why: `${felt} With one server left the pair must shed batch work at once.`,
    owner: 'databases',
    on: group,
    // The bench holds the first pair only.
    ...(group === 'shard-1' ? {} : { environments: ['production'] }),
    quorum: { healthy: 'mysql/alive', atLeast: 2 },
    for: '1m',
    notify: { critical: 'page' },
    runbook: 'https://runbooks.example.com/shard-pair',
    dashboard: `https://dashboards.example.com/d/shards?var-shard=${group}`,
  },
];

export default checks({
  ...Object.fromEntries(shardPairs.map(redundancy)),
  'lookup/redundancy': {
    why: 'Every request asks the lookup pair first. One server carries all of it until about 18:00 and none of the evening.',
    owner: 'databases',
    on: 'lookup',
    environments: ['production'],
    quorum: { healthy: 'mysql/alive', atLeast: 2 },
    notify: { critical: 'page' },
    runbook: 'https://runbooks.example.com/lookup-pair',
    dashboard: 'https://dashboards.example.com/d/lookup',
  },
  'shards/balance': {
    why: 'A shard that fills up has to be relieved over weeks. Found late, the move runs at a speed that members notice.',
    owner: 'databases',
    on: 'shards',
    threshold: 'shard-accounts',
    notify: { critical: 'ticket', warning: 'chat' },
    during: 'attended-hours',
  },
});
