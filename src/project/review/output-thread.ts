// What a thread is started for.
export { helpOut as run } from './outputs.ts';
