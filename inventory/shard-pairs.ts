/** One MySQL shard: two servers in two racks that hold the same rows. */
export interface ShardPair {
  readonly group: string;
  readonly why: string;
  /** Addresses of the a and the b server. */
  readonly addresses: readonly [string, string];
  /** What a person notices when the pair is down to one server. */
  readonly felt: string;
}

/** Adding a shard is one entry here: hosts, group and checks follow from it. */
export const shardPairs: readonly ShardPair[] = [
  {
    group: 'shard-1',
    why: 'The oldest accounts, from before 2019: few people, many photos each, so its tables are the widest.',
    addresses: ['203.0.113.101', '203.0.113.102'],
    felt: 'Members since before 2019 wait four times as long for an album, because its one server left is short of memory for the wide tables.',
  },
  {
    group: 'shard-2',
    why: 'Accounts of 2019 to 2022. Carries the three largest public archives, which is why its reads peak on weekday mornings.',
    addresses: ['203.0.113.103', '203.0.113.104'],
    felt: 'The three large public archives alone fill one server on a weekday morning; everybody else on the shard queues behind them.',
  },
  {
    group: 'shard-3',
    why: 'Accounts of 2022 to 2025, the most active in comments; the write load is twice that of any other pair.',
    addresses: ['203.0.113.105', '203.0.113.106'],
    felt: 'Comments are written twice as often here as elsewhere, and one server that also has to catch its twin up cannot keep pace.',
  },
  {
    group: 'shard-4',
    why: 'Every account since January 2026. Filled to a third, so it is where people are moved to.',
    addresses: ['203.0.113.107', '203.0.113.108'],
    felt: 'New accounts are created here and nowhere else: with the last server gone nobody can sign up.',
  },
];
