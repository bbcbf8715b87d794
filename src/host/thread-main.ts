// What a thread runs: the module that it was started for, with the host of this process.
import { parentPort, workerData } from 'node:worker_threads';
import { nodeHost } from './node-host.ts';

const { run } = await import(workerData.module);
// oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, no window
parentPort?.postMessage(await run(workerData.question, nodeHost()));
