import type { StartThread } from './host.ts';
import { threadStart } from './thread-start.ts';

const isCompiled = (module: URL): boolean => module.pathname.endsWith('.js');

/** Starts threads whose Node gets `execArgv`. Without a loader among them, Node 20 reads no TypeScript: sources that were not compiled get none. */
export const threadsWith =
  (execArgv?: readonly string[]): StartThread =>
  <A>(module: URL, question: unknown) => {
    if (execArgv === undefined && !isCompiled(module)) return undefined;
    const options = { workerData: { module: module.href, question }, ...(execArgv === undefined ? {} : { execArgv: [...execArgv] }) };
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    const worker = new Worker(threadStart, options);
    const answer = new Promise<A>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('messageerror', reject);
      worker.once('exit', (code) => reject(new Error(`a thread ended with ${code}, without an answer`)));
    });
    // Whoever waits for the answer hears of it; a thread that is stopped has nobody who does.
    answer.catch(() => undefined);
    return {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads, no window
      tell: (message) => worker.postMessage(message),
      answer,
      stop: async () => void (await worker.terminate()),
    };
  };
