// What a thread runs: the module that it was started for, with the host of this process.
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Hear } from './host.ts';
import { nodeHost } from './node-host.ts';
import { threadModule } from './thread-module.ts';

const answer = async (port: NonNullable<typeof parentPort>): Promise<void> => {
  // What nobody listens for yet is kept for whoever does.
  const hear: Hear = async () => (await once(port, 'message'))[0];
  // What cannot be read would be waited for without end.
  port.once('messageerror', (error) => {
    throw error;
  });
  const { run } = await threadModule(workerData.module);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, no window
  port.postMessage(await run(workerData.question, nodeHost(), hear));
};

if (parentPort !== null) void answer(parentPort);
