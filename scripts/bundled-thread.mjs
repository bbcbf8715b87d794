// What Node starts a thread of `dist/bundle/main.js` with, instead of `src/host/thread-main.ts`. It does what a review does, so it takes
// the code that is kept of one.
import { runScript } from './bundled-script.mjs';

void runScript('diff').exports.thread();
