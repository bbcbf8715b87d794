import { createSocket } from 'node:dgram';
import { eventually } from './daemon.ts';

export interface DatagramReceiver {
  readonly port: number;
  /** Everything received so far, in order. */
  readonly received: () => readonly Buffer[];
  /** The next `count` datagrams, counted from the last call. */
  readonly next: (count: number) => Promise<readonly Buffer[]>;
  readonly close: () => void;
}

/** Listens for UDP datagrams on a free port of 127.0.0.1. */
export const receiveDatagrams = async (): Promise<DatagramReceiver> => {
  const all: Buffer[] = [];
  let taken = 0;
  const socket = createSocket('udp4');
  socket.on('message', (message) => all.push(message));
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return {
    port: socket.address().port,
    received: () => all,
    next: async (count) => {
      await eventually(`${count} datagrams arrive`, () => all.length >= taken + count);
      const found = all.slice(taken, taken + count);
      taken += count;
      return found;
    },
    close: () => socket.close(),
  };
};
