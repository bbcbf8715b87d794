import { createSocket } from 'node:dgram';
import { afterAll } from 'vitest';

/** Seconds from 1900, where NTP begins, to 1970. */
const epoch = 2_208_988_800;

const timestamp = (ms: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE((Math.floor(ms / 1000) + epoch) >>> 0, 0);
  bytes.writeUInt32BE(Math.floor(((ms % 1000) / 1000) * 2 ** 32) >>> 0, 4);
  return bytes;
};

export interface TimeServer {
  /** How far its clock is ahead. */
  readonly offsetSeconds?: number;
  /** `unsynchronised` says of itself that it does not know the time. */
  readonly answers?: 'well' | 'unsynchronised' | 'never';
}

/** A server of NTP (RFC 5905) with a clock that is wrong on purpose; gives its port, and is closed after the suite. */
export const serveTime = ({ offsetSeconds = 0, answers = 'well' }: TimeServer): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket('udp4');
    afterAll(() => void socket.close());
    socket.on('message', (request, { port, address }) => {
      if (answers === 'never') return;
      const now = timestamp(performance.timeOrigin + performance.now() + offsetSeconds * 1000);
      const head = Buffer.alloc(16);
      const leap = answers === 'unsynchronised' ? 3 : 0;
      head[0] = (leap << 6) | (4 << 3) | 4;
      head[1] = answers === 'unsynchronised' ? 16 : 2;
      socket.send(Buffer.concat([head, now, request.subarray(40, 48), now, now]), port, address);
    });
    socket.bind(0, '127.0.0.1', () => resolve(socket.address().port));
  });
