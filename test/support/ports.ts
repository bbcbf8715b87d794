import { createSocket } from 'node:dgram';
import { createConnection, createServer } from 'node:net';

interface Held {
  readonly port: number;
  readonly release: () => Promise<void>;
}

const holdTcp = (port: number): Promise<Held | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ port: bound, release: () => new Promise((done) => server.close(() => done())) });
    });
  });

const holdUdp = (port: number): Promise<Held | undefined> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    socket.once('error', () => {
      socket.close();
      resolve(undefined);
    });
    socket.bind(port, '127.0.0.1', () => resolve({ port, release: () => new Promise((done) => socket.close(() => done())) }));
  });

/** Below those that Linux takes for outgoing connections (32768 on), one of which could get a port between its release and its use. */
const drawn = (): number => 10_000 + Math.floor(Math.random() * 22_000);

const holdBoth = async (): Promise<Held> => {
  for (;;) {
    const tcp = await holdTcp(drawn());
    if (tcp === undefined) continue;
    const udp = await holdUdp(tcp.port);
    if (udp !== undefined) return { port: tcp.port, release: () => Promise.all([tcp.release(), udp.release()]).then(() => undefined) };
    await tcp.release();
  }
};

/** Ports of 127.0.0.1 that are free for TCP and UDP alike, all different. */
export const freePorts = async (count: number): Promise<readonly number[]> => {
  const held: Held[] = [];
  while (held.length < count) held.push(await holdBoth());
  await Promise.all(held.map(({ release }) => release()));
  return held.map(({ port }) => port);
};

export const freePort = async (): Promise<number> => {
  const [port = 0] = await freePorts(1);
  return port;
};

/** Does anything accept connections there? */
export const accepts = (port: number, host = '127.0.0.1'): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ port, host });
    const settle = (open: boolean) => {
      socket.destroy();
      resolve(open);
    };
    socket.setTimeout(1000, () => settle(false));
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });

/** Everything a TCP server says after `request` until it closes the connection. */
export const askTcp = (port: number, request = ''): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = createConnection({ port, host: '127.0.0.1' }, () => {
      if (request !== '') socket.write(request);
    });
    socket.setTimeout(10_000, () => socket.destroy(new Error(`no answer on port ${port} within 10 s`)));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.once('error', reject);
    socket.once('close', (failed) => {
      if (!failed) resolve(Buffer.concat(chunks));
    });
  });
