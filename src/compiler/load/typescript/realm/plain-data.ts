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

interface Walk {
  readonly path: (string | number)[];
  readonly ancestors: object[];
  nodes: number;
  characters: number;
}

type Found = Refused | undefined;

const refused = (walk: Walk, oddity: Oddity, name = ''): Refused => ({ path: [...walk.path], oddity, name });

const className = (prototype: object): string => {
  const maker: unknown = Object.getOwnPropertyDescriptor(prototype, 'constructor')?.value;
  const name: unknown = typeof maker === 'function' ? Object.getOwnPropertyDescriptor(maker, 'name')?.value : '';
  return typeof name === 'string' ? name.slice(0, 60) : '';
};

const oddityOfNumber = (value: number): Oddity | undefined => {
  if (Number.isNaN(value)) return 'not-a-number';
  return Number.isFinite(value) ? undefined : 'infinite';
};

const oddTypes: ReadonlyMap<string, Oddity> = new Map(
  (['function', 'symbol', 'bigint', 'undefined'] as const).map((type) => [type, type] as const),
);

const oddPrimitive = (value: unknown): Oddity | undefined =>
  typeof value === 'number' ? oddityOfNumber(value) : oddTypes.get(typeof value);

const isPlainPrototype = (prototype: object | null): boolean => prototype === null || prototype === Object.prototype;

const enter = (walk: Walk, value: object): Found => {
  walk.nodes += 1;
  if (walk.nodes > limits.nodes || walk.characters > limits.characters) return refused(walk, 'too-large');
  if (walk.ancestors.includes(value)) return refused(walk, 'cycle');
  return walk.ancestors.length >= limits.depth ? refused(walk, 'too-deep') : undefined;
};

const walkList = (walk: Walk, list: readonly unknown[]): Found => {
  const length = list.length;
  if (walk.nodes + length > limits.nodes) return refused(walk, 'too-large');
  if (Reflect.ownKeys(list).length !== length + 1) return refused(walk, 'sparse');
  for (let index = 0; index < length; index += 1) {
    const descriptor = Object.getOwnPropertyDescriptor(list, index);
    walk.path.push(index);
    if (descriptor === undefined) return refused(walk, 'sparse');
    if (!('value' in descriptor)) return refused(walk, 'accessor');
    const found = walkValue(walk, descriptor.value);
    if (found !== undefined) return found;
    walk.path.pop();
  }
  return undefined;
};

const walkProperty = (walk: Walk, key: string, { value, enumerable, get, set }: PropertyDescriptor): Found => {
  if (get !== undefined || set !== undefined) return refused(walk, 'accessor');
  if (enumerable !== true) return refused(walk, 'hidden-key');
  if (key === '__proto__') return refused(walk, 'proto-key');
  walk.characters += key.length;
  // A key without a value is a key left out, as it is in JSON and for the authoring types.
  return value === undefined ? undefined : walkValue(walk, value);
};

const walkMap = (walk: Walk, map: object): Found => {
  for (const key of Reflect.ownKeys(map)) {
    if (typeof key === 'symbol') return refused(walk, 'symbol-key');
    walk.path.push(key);
    const found = walkProperty(walk, key, Object.getOwnPropertyDescriptor(map, key) ?? {});
    if (found !== undefined) return found;
    walk.path.pop();
  }
  return undefined;
};

const walkObject = (walk: Walk, value: object): Found => {
  const prototype: object | null = Object.getPrototypeOf(value);
  const isList = Array.isArray(value) && prototype === Array.prototype;
  if (prototype === Promise.prototype) return refused(walk, 'promise');
  if (!isList && (Array.isArray(value) || !isPlainPrototype(prototype)))
    return refused(walk, 'instance', prototype ? className(prototype) : '');
  const found = enter(walk, value);
  if (found !== undefined) return found;
  walk.ancestors.push(value);
  const inside = isList ? walkList(walk, value) : walkMap(walk, value);
  walk.ancestors.pop();
  return inside;
};

const walkValue = (walk: Walk, value: unknown): Found => {
  if (typeof value === 'object' && value !== null) return walkObject(walk, value);
  walk.nodes += 1;
  if (typeof value === 'string') walk.characters += value.length;
  const oddity = oddPrimitive(value);
  return oddity === undefined ? undefined : refused(walk, oddity);
};

/** Looks at every value without running any code of the estate; undefined when all of it can stand in JSON. */
export const findOddity = (value: unknown): Found => {
  const walk: Walk = { path: [], ancestors: [], nodes: 0, characters: 0 };
  const found = walkValue(walk, value);
  return found ?? (walk.nodes > limits.nodes || walk.characters > limits.characters ? refused(walk, 'too-large') : undefined);
};
