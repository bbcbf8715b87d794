// What the script of the bundle is made of: the command line, and what runs in a thread.
export { main } from '../src/cli/run.ts';
export const thread = () => import('../src/host/thread-main.ts');
