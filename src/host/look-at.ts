import { closeSync, constants, fstatSync, lstatSync, openSync, readSync } from 'node:fs';
import type { Seen } from './host.ts';

const readUpTo = (descriptor: number, limit: number): Uint8Array => {
  const content = Buffer.alloc(limit);
  let read = 0;
  while (read < limit) {
    const more = readSync(descriptor, content, read, limit - read, null);
    if (more === 0) break;
    read += more;
  }
  return content.subarray(0, read);
};

const seenFile = (path: string, limit: number): Seen => {
  // What is a file now may be a link or a pipe by the time it is opened.
  const descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const facts = fstatSync(descriptor);
    if (!facts.isFile()) return { kind: 'other' };
    return { kind: 'file', links: facts.nlink, bytes: facts.size, content: readUpTo(descriptor, Math.min(limit, facts.size)) };
  } finally {
    closeSync(descriptor);
  }
};

/** What is at `path`, never what a link leads to; at most `limit` bytes of it are read. */
export const lookAt = (path: string, limit: number): Seen => {
  const facts = lstatSync(path, { throwIfNoEntry: false });
  if (facts === undefined) return { kind: 'missing' };
  if (!facts.isFile()) return { kind: 'other' };
  try {
    return seenFile(path, limit);
  } catch {
    return { kind: 'unreadable' };
  }
};
