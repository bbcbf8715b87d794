import type { Thrown } from './realm/harness.ts';

const noClock = 'write the day or the time as text; dates never change what is generated';
const noTimer = 'call the function directly: a definition does not wait';
const noWorld = 'write the value into the estate, or generate a file of it beforehand and import that';
const noCode = 'write a function instead';
const noModule = 'use a static `import` of a file of the estate';

/** Names that programs elsewhere take for granted, with what to do without them. */
export const absentNames: ReadonlyMap<string, string> = new Map([
  ['Date', noClock],
  ['Date.now', noClock],
  ['Date.parse', noClock],
  ['Date.UTC', noClock],
  ['Temporal', noClock],
  ['performance', noClock],
  ['Math.random', 'derive the value from an id, or write it down'],
  ['crypto', 'derive the value from an id, or write it down'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'clearTimeout', 'clearInterval', 'requestAnimationFrame'].map(
    (name) => [name, noTimer] as const,
  ),
  ...['eval', 'Function', 'WebAssembly', 'ShadowRealm', 'vm'].map((name) => [name, noCode] as const),
  ...['require', 'module', 'exports', '__dirname', '__filename', 'importScripts'].map((name) => [name, noModule] as const),
  ...['process', 'Deno', 'Bun', 'Buffer', 'global', 'window', 'self', 'document', 'navigator', 'location', 'localStorage', 'os', 'std'].map(
    (name) => [name, noWorld] as const,
  ),
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'Worker', 'MessageChannel', 'BroadcastChannel'].map(
    (name) => [name, noWorld] as const,
  ),
  ['console', 'remove it; `plimsoll explain` shows what a definition became'],
  ['print', 'remove it; `plimsoll explain` shows what a definition became'],
  ['Intl', 'format the text yourself: what a locale gives differs between machines'],
  ['WeakRef', 'keep the value in a constant'],
  ['FinalizationRegistry', 'keep the value in a constant'],
  ['SharedArrayBuffer', 'use a list'],
  ['Atomics', 'use a list'],
  ['Proxy', 'use a plain object or a function'],
  ...['URL', 'URLSearchParams', 'TextEncoder', 'TextDecoder', 'Blob', 'File', 'AbortController', 'structuredClone', 'btoa', 'atob'].map(
    (name) => [name, 'write the text directly, or with a template'] as const,
  ),
]);

/** The name an error is about, when it was thrown because the sandbox does not have it. */
export const absentName = ({ unavailable, name, message }: Thrown): string | undefined => {
  if (unavailable !== '') return unavailable;
  if (message.startsWith('Dynamic require of ')) return 'require';
  const missing = name === 'ReferenceError' ? /^'?([\w$]+)'? is not defined$/.exec(message)?.[1] : undefined;
  return missing !== undefined && absentNames.has(missing) ? missing : undefined;
};

export const insteadOf = (name: string): string => absentNames.get(name) ?? noWorld;
