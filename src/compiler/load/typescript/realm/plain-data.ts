import { limits } from '../limits.ts';

/** What makes a value something other than plain data. */
export type Oddity =
  | 'function'
  | 'symbol'
  | 'bigint'
  | 'undefined'
  | 'not-a-number'
  | 'infinite'
  | 'accessor'
  | 'hidden-key'
  | 'symbol-key'
  | 'proto-key'
  | 'instance'
  | 'promise'
  | 'cycle'
  | 'sparse'
  | 'too-deep'
  | 'too-large';

/** The first place of a result that is not plain data. */
export interface Refused {
  readonly path: readonly (string | number)[];
  readonly oddity: Oddity;
  /** The name of an instance's class, when it has one. */
  readonly name: string;
}

/** `back` leads from the place to the root. */
interface Odd {
  readonly oddity: Oddity;
  readonly name: string;
  readonly back: (string | number)[];
}

type Found = Odd | undefined;

interface Walk {
  nodes: number;
  characters: number;
}

const { getPrototypeOf, getOwnPropertyDescriptor } = Object;
const { ownKeys } = Reflect;
const { isArray } = Array;

const odd = (oddity: Oddity, name = ''): Odd => ({ oddity, name, back: [] });

const below = (key: string | number, found: Odd): Odd => {
  found.back.push(key);
  return found;
};

const className = (prototype: object): string => {
  const maker: unknown = getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  const name: unknown = typeof maker === 'function' ? getOwnPropertyDescriptor(maker, 'name')?.value : '';
  return typeof name === 'string' ? name.slice(0, 60) : '';
};

const oddTypes: ReadonlyMap<string, Oddity> = new Map(
  (['function', 'symbol', 'bigint', 'undefined'] as const).map((type) => [type, type] as const),
);

const walkNumber = (value: number): Found => {
  if (Number.isFinite(value)) return undefined;
  return odd(Number.isNaN(value) ? 'not-a-number' : 'infinite');
};

const walkList = (walk: Walk, list: readonly unknown[], depth: number): Found => {
  const length = list.length;
  if (walk.nodes + length > limits.nodes) return odd('too-large');
  if (ownKeys(list).length !== length + 1) return odd('sparse');
  for (let index = 0; index < length; index += 1) {
    const descriptor = getOwnPropertyDescriptor(list, index);
    if (descriptor === undefined) return odd('sparse');
    if (descriptor.get !== undefined || descriptor.set !== undefined) return below(index, odd('accessor'));
    const found = walkValue(walk, descriptor.value, depth);
    if (found !== undefined) return below(index, found);
  }
  return undefined;
};

const walkProperty = (walk: Walk, key: string, descriptor: PropertyDescriptor | undefined, depth: number): Found => {
  if (descriptor === undefined || descriptor.get !== undefined || descriptor.set !== undefined) return odd('accessor');
  if (descriptor.enumerable !== true) return odd('hidden-key');
  if (key === '__proto__') return odd('proto-key');
  if (walkText(walk, key) !== undefined) return odd('too-large');
  const value: unknown = descriptor.value;
  // A key without a value is a key left out, as it is in JSON and for the authoring types.
  return value === undefined ? undefined : walkValue(walk, value, depth);
};

const walkMap = (walk: Walk, map: object, depth: number): Found => {
  for (const key of ownKeys(map)) {
    if (typeof key === 'symbol') return odd('symbol-key');
    const found = walkProperty(walk, key, getOwnPropertyDescriptor(map, key), depth);
    if (found !== undefined) return below(key, found);
  }
  return undefined;
};

const walkObject = (walk: Walk, value: object, depth: number): Found => {
  if (depth > limits.depth) return odd('too-deep');
  const prototype: object | null = getPrototypeOf(value);
  if (isArray(value))
    return prototype === Array.prototype ? walkList(walk, value, depth) : odd('instance', prototype ? className(prototype) : '');
  if (prototype === Object.prototype || prototype === null) return walkMap(walk, value, depth);
  return prototype === Promise.prototype ? odd('promise') : odd('instance', className(prototype));
};

const walkText = (walk: Walk, text: string): Found => {
  walk.characters += text.length;
  return walk.characters > limits.characters ? odd('too-large') : undefined;
};

const walkValue = (walk: Walk, value: unknown, depth: number): Found => {
  walk.nodes += 1;
  if (walk.nodes > limits.nodes) return odd('too-large');
  if (typeof value === 'string') return walkText(walk, value);
  if (typeof value === 'object') return value === null ? undefined : walkObject(walk, value, depth + 1);
  if (typeof value === 'number') return walkNumber(value);
  return typeof value === 'boolean' ? undefined : odd(oddTypes.get(typeof value) ?? 'function');
};

/** True when following `path` leads through one object twice. */
const isCyclic = (root: unknown, path: readonly (string | number)[]): boolean => {
  const seen = new Set<unknown>();
  let at = root;
  for (const key of path) {
    if (seen.has(at)) return true;
    seen.add(at);
    at = getOwnPropertyDescriptor(Object(at), key)?.value;
  }
  return seen.has(at);
};

/** Looks at every value without running any code of the estate; undefined when all of it can stand in JSON. */
export const findOddity = (value: unknown): Refused | undefined => {
  const walk: Walk = { nodes: 0, characters: 0 };
  const found = walkValue(walk, value, 0);
  if (found === undefined) return undefined;
  const path = found.back.reverse();
  const { oddity, name } = found;
  return oddity === 'too-deep' && isCyclic(value, path) ? { path: path.slice(0, 2), oddity: 'cycle', name } : { path, oddity, name };
};
