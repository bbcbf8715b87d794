import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostname } from 'node:os';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { installCollector, run } from '../../support/collector.ts';
import { useDaemons } from '../../support/daemon.ts';
import { type DatagramReceiver, receiveDatagrams } from '../../support/datagrams.ts';
import { sampleModel } from '../../support/sample-model.ts';
import { describeWith, tool } from '../../support/tools.ts';

interface Line {
  readonly name: string;
  readonly type: string;
  readonly value: string;
  readonly slope: string;
  readonly tmax: string;
  readonly dmax: string;
  readonly units: string;
  readonly title: string;
  readonly description: string;
}

const line = (more: Partial<Line>): Line => ({
  ...{ name: 'queue_depth', type: 'double', value: '-12.5', slope: 'both', tmax: '60', dmax: '300' },
  ...{ units: 'tasks', title: 'Queue depth', description: 'Grows when shards shed load.' },
  ...more,
});

/** Every length modulo four of every text, the types, slopes and extremes. */
const lines: readonly Line[] = [
  line({}),
  ...['a', 'ab', 'abc', 'abcd', 'x'.repeat(200)].map((name) => line({ name })),
  ...['0', '7', '42', '123', '-0.0015', '4294967295', '1'.repeat(30)].map((value) => line({ value })),
  line({ type: 'uint32', value: '12', slope: 'positive', tmax: '1', dmax: '4294967295' }),
  line({ type: 'int32', value: '-2147483648', units: '%', title: 'T', description: 'D'.repeat(450) }),
  line({ title: "It's [a] + $(touch x) `id` %s %n \\n", description: '!'.repeat(449), units: 'bytes/s' }),
];

const cells = (one: Line) => [one.name, one.type, one.value, one.slope, one.tmax, one.dmax, one.units, one.title, one.description];

const gmondConfigs = {
  'nothing about names': '',
  'a name of its own': 'globals {\n  daemonize = no\n  override_hostname = "worker1" # quoted\n}\n',
  'a name and an address': '/* globals { override_hostname = no } */\nglobals { override_ip = 192.0.2.7 override_hostname = worker1 }\n',
  'a name in a comment': 'globals {\n  # override_hostname = "worker1"\n  // override_hostname = "worker1"\n}\n',
} as const;

describeWith(['gmetric', 'perl', 'flock', 'setpriv'], 'the sender', () => {
  const daemons = useDaemons();
  let receiver: DatagramReceiver;
  beforeAll(async () => {
    receiver = await receiveDatagrams();
  });
  afterAll(() => receiver.close());

  const configFile = (text: string): string => {
    const path = join(daemons.directory(), 'gmond.conf');
    writeFileSync(path, `${text}udp_send_channel { host = 127.0.0.1 port = ${receiver.port} }\n`, { mode: 0o644 });
    return path;
  };

  const byGmetric = async (one: Line, options: readonly string[]) => {
    const { name, type, value, slope, tmax, dmax, units, title, description } = one;
    const words = Object.entries({ name, type, value, slope, tmax, dmax, units, title, desc: description, group: 'offline' });
    const ran = await run([tool('gmetric'), ...options, ...words.map(([key, text]) => `--${key}=${text}`)]);
    return ran.code === 0 ? receiver.next(2) : ran;
  };

  const install = (options: Readonly<Record<string, unknown>>) =>
    installCollector(daemons, sampleModel(), {
      ...{ sender: 'udp', send: [{ host: '127.0.0.1', port: receiver.port }], group: 'offline', metricsPerSecond: 5000 },
      ...options,
    });

  const bySender = async (all: readonly Line[], options: Readonly<Record<string, unknown>>) => {
    const host = install(options);
    const input = join(daemons.directory(), 'lines');
    writeFileSync(input, all.map((one) => `${cells(one).join('\t')}\n`).join(''), { mode: 0o644 });
    return host.as(['/bin/sh', '-c', 'exec "$0" 40 <"$1"', host.collector.replace(/collect$/, 'send'), input]);
  };

  test.each(Object.entries(gmondConfigs))('sends the bytes of gmetric where gmond.conf has %s', async (_, text) => {
    const gmondConfig = configFile(text);
    for (const cluster of [undefined, 'photo site']) {
      const theirs: (readonly Buffer[])[] = [];
      for (const one of lines) {
        const sent = await byGmetric(one, [`--conf=${gmondConfig}`, ...(cluster === undefined ? [] : [`--cluster=${cluster}`])]);
        if (!Array.isArray(sent)) throw new Error(`gmetric refused ${one.name}`);
        theirs.push(sent);
      }
      expect(await bySender(lines, { gmondConfig, ...(cluster === undefined ? {} : { cluster }) })).toEqual({
        ...{ code: 0, stdout: `${lines.length} 0\n`, stderr: '' },
      });
      const ours = await receiver.next(2 * lines.length);
      lines.forEach((one, i) => {
        expect(ours[2 * i]?.toString('hex'), `metadata of ${one.name}`).toBe(theirs[i]?.[0]?.toString('hex'));
        expect(ours[2 * i + 1]?.toString('hex'), `value of ${one.name}`).toBe(theirs[i]?.[1]?.toString('hex'));
      });
    }
  });

  test('spoofs the name of the host as gmetric does when it is asked to', async () => {
    const gmondConfig = configFile(gmondConfigs['a name of its own']);
    const theirs = await byGmetric(line({}), [`--conf=${gmondConfig}`, `--spoof=${hostname()}:${hostname()}`]);
    await bySender([line({})], { gmondConfig, identity: 'nodename' });
    expect(await receiver.next(2)).toEqual(theirs);
  });

  test('takes a datagram of 1464 bytes and refuses a larger one, as gmetric does', async () => {
    const gmondConfig = configFile('');
    const sized = async (size: number) => {
      const [metadata] = (await byGmetric(line({ description: '' }), [`--conf=${gmondConfig}`])) as readonly Buffer[];
      return line({ description: 'd'.repeat(size - (metadata?.length ?? 0)) });
    };
    const fits = await sized(1464);
    const over = await sized(1468);
    const theirs = await byGmetric(fits, [`--conf=${gmondConfig}`]);
    expect(theirs).toMatchObject([{ length: 1464 }, {}]);
    expect(await byGmetric(over, [`--conf=${gmondConfig}`])).toMatchObject({ code: 1 });

    const other = await receiveDatagrams();
    const ran = await bySender([fits, over, line({})], { gmondConfig, send: [{ host: 'localhost', port: other.port }] });
    const ours = await other.next(4);
    other.close();
    expect(ran).toEqual({
      ...{ code: 0, stdout: '2 1\n' },
      stderr: 'queue_depth and its texts are larger than a datagram of 1464 bytes\n',
    });
    expect(ours.slice(0, 2)).toEqual(theirs);
  });
});
