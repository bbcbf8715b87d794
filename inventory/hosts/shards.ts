import { hosts, type HostInput } from 'plimsoll';
import { type ShardPair, shardPairs } from '../shard-pairs.ts';

/** The a server stands in row b1, the b server in b2: one switch never takes a whole pair with it. */
const places = [
  { letter: 'a', rack: 'b1' },
  { letter: 'b', rack: 'b2' },
] as const;

const serversOf = ({ group, addresses }: ShardPair): readonly (readonly [string, HostInput])[] =>
  places.map(({ letter, rack }, index) => [
    `${group}${letter}`,
    { address: addresses[index] ?? '', labels: { rack, side: letter }, parents: [`switch-${rack}`], groups: [group] },
  ]);

const lookup: Readonly<Record<string, HostInput>> = {
  'lookup-a': {
    why: 'Answers the first question of every request: on which shard does this account live?',
    address: '203.0.113.109',
    labels: { rack: 'b1', side: 'a' },
    parents: ['switch-b1'],
    groups: ['lookup'],
  },
  'lookup-b': { address: '203.0.113.110', labels: { rack: 'b2', side: 'b' }, parents: ['switch-b2'], groups: ['lookup'] },
};

export default hosts({ ...Object.fromEntries(shardPairs.flatMap(serversOf)), ...lookup });
