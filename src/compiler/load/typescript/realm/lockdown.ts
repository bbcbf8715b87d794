/**
 * Runs inside the sandbox, once, before any code of the estate: takes away what would make a result depend on the
 * moment or the machine, and freezes the rest, so that one file cannot reach another through what they share.
 */

/** What an error carries that was thrown because something is not available here. */
export const unavailable = 'plimsollUnavailable';

type Key = string | symbol;

export const refuse = (what: string): never => {
  throw Object.defineProperty(new TypeError(`${what} is not available in a definition`), unavailable, { value: what });
};

const trap = (what: string, prototype?: object): object => {
  const thrower = function () {
    return refuse(what);
  };
  if (prototype !== undefined) Object.defineProperty(thrower, 'prototype', { value: prototype });
  return Object.defineProperty(thrower, 'name', { value: what });
};

const replace = (owner: object, key: Key, value: unknown): void => {
  Object.defineProperty(owner, key, { value, writable: true, configurable: true, enumerable: false });
};

const replaceClock = (): void => {
  const date = trap('Date', Object.freeze({}));
  for (const name of ['now', 'parse', 'UTC']) replace(date, name, trap(`Date.${name}`));
  replace(globalThis, 'Date', date);
};

const replaceEval = (): void => {
  replace(globalThis, 'eval', trap('eval'));
  const samples = [() => undefined, async () => undefined, function* () {}, async function* () {}];
  for (const sample of samples) {
    const prototype: object = Object.getPrototypeOf(sample);
    const what = sample === samples[0] ? 'Function' : 'eval';
    replace(prototype, 'constructor', trap(what, prototype));
  }
  replace(globalThis, 'Function', Function.prototype.constructor);
};

/** Garbage collection would show through the first two; nothing can share memory; a proxy could lie to the walk over the result. */
const removed = ['WeakRef', 'FinalizationRegistry', 'SharedArrayBuffer', 'Atomics', 'Proxy'];

const hidden = (): readonly unknown[] => [
  Object.getPrototypeOf(Int8Array),
  Object.getPrototypeOf(function* () {}),
  Object.getPrototypeOf(async function* () {}),
  Object.getPrototypeOf(async () => undefined),
  [][Symbol.iterator](),
  ''[Symbol.iterator](),
  new Map()[Symbol.iterator](),
  new Set()[Symbol.iterator](),
  ''.matchAll(/a/g),
  ...('Iterator' in globalThis ? iteratorHelpers() : []),
];

const iteratorHelpers = (): readonly unknown[] => {
  const values: unknown = [].values();
  const map: unknown = Reflect.get(Object(values), 'map');
  return typeof map === 'function' ? [Reflect.apply(map, values, [() => undefined])] : [];
};

const isObject = (value: unknown): value is object => (typeof value === 'object' && value !== null) || typeof value === 'function';

const valuesOf = ({ value, get, set }: PropertyDescriptor): readonly unknown[] => [value, get, set];

/** Every object that can be reached from `roots` through properties, accessors and prototypes. */
const reach = (roots: readonly unknown[]): ReadonlySet<object> => {
  const found = new Set<object>(roots.filter(isObject));
  for (const object of found) {
    const prototype: unknown = Object.getPrototypeOf(object);
    const properties = Reflect.ownKeys(object).flatMap((key) => valuesOf(Object.getOwnPropertyDescriptor(object, key) ?? {}));
    for (const value of [prototype, ...properties]) if (isObject(value)) found.add(value);
  }
  return found;
};

/**
 * A frozen prototype's data property could not be overridden by assignment (`error.name = 'X'`), which much honest code does.
 * An accessor that defines the property on the object itself can.
 */
const allowOverride = (prototype: object): void => {
  for (const key of Reflect.ownKeys(prototype)) {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, key);
    if (descriptor === undefined || !('value' in descriptor) || descriptor.configurable !== true) continue;
    const inherited: unknown = descriptor.value;
    const setter = function (this: unknown, value: unknown): void {
      if (!isObject(this) || this === prototype) throw new TypeError(`'${String(key)}' is read-only`);
      Object.defineProperty(this, key, { value, writable: true, enumerable: true, configurable: true });
    };
    Object.defineProperty(prototype, key, { get: () => inherited, set: setter, enumerable: false, configurable: true });
  }
};

const errors = [Error, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError, AggregateError];

/** Freezes `roots` and all that can be reached from them. */
export const harden = (roots: readonly unknown[]): void => {
  for (const object of reach(roots)) Object.freeze(object);
};

/** To be called once, before any code of the estate runs. */
export const lockdown = (): void => {
  replaceClock();
  replaceEval();
  replace(Math, 'random', trap('Math.random'));
  for (const name of removed) Reflect.deleteProperty(globalThis, name);
  for (const prototype of [Object.prototype, Function.prototype, ...errors.map((error) => error.prototype)]) allowOverride(prototype);
  harden([globalThis, ...hidden()]);
};
