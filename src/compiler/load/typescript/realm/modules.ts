import { refuse } from './lockdown.ts';

type Require = (path: string) => object;

/** A module as a function, and what it may require. */
export interface Definition {
  readonly run: (require: Require, module: { exports: object }, exports: object) => void;
  readonly imports: ReadonlySet<string>;
}

/** What was wanted of which exports, by the error that says so. */
export const missingExport = new WeakMap<Error, { readonly name: string; readonly known: readonly string[] }>();

const absent = (name: string, exports: object): never => {
  const error = new ReferenceError(`'${name}' is not exported`);
  missingExport.set(error, { name, known: Object.keys(exports) });
  throw error;
};

interface Loading {
  exports: object;
  done: boolean;
}

/** Names that are asked for to find out what an object is; they are not imports. */
const questions = new Set(['__esModule', 'then', 'toJSON', 'constructor', 'hasOwnProperty']);

// The global is taken away before any code of the estate runs.
const NativeProxy = Proxy;

/** Below a module's exports, so that a name that is not among them fails where it is used instead of being undefined. */
const strict = (exports: object): object =>
  new NativeProxy(Object.freeze(Object.create(null)), {
    get: (_, name) => (typeof name === 'symbol' || questions.has(name) ? undefined : absent(name, exports)),
  });

const sealed = (exports: object): object => {
  if (!Object.hasOwn(exports, '__esModule') || Object.isFrozen(exports)) return exports;
  return Object.freeze(Object.setPrototypeOf(exports, strict(exports)));
};

/**
 * Exports of a module that has not run to its end, as one that it imports sees them: what has no value yet cannot be read. The bundler
 * makes variables of constants, so that it would be undefined and nobody would notice.
 */
const early = (module: Loading): object => {
  const { exports } = module;
  if (!Object.hasOwn(exports, '__esModule')) return exports;
  const view = Object.create(strict(exports), { __esModule: { value: true } });
  for (const name of Object.keys(exports))
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => {
        const value: unknown = Reflect.get(exports, name);
        if (value === undefined && !module.done) throw new ReferenceError(`'${name}' has no value yet (import cycle)`);
        return value;
      },
    });
  return Object.freeze(view);
};

/** Our own exports, as a module of the estate sees them. */
export const asModule = (exports: object): object => sealed(Object.defineProperty({ ...exports }, '__esModule', { value: true }));

/** A loader with instances of its own. */
export const instantiate = (definitions: ReadonlyMap<string, Definition>, plimsoll: object): Require => {
  const modules = new Map<string, Loading>();
  const load = (path: string): object => {
    const loaded = modules.get(path);
    if (loaded !== undefined) return loaded.done ? loaded.exports : early(loaded);
    const definition = definitions.get(path);
    if (definition === undefined) return refuse('require');
    const module: Loading = { exports: {}, done: false };
    modules.set(path, module);
    const require = (wanted: string): object => {
      if (!definition.imports.has(wanted)) return refuse('require');
      return wanted === 'plimsoll' ? plimsoll : load(wanted);
    };
    definition.run(require, module, module.exports);
    module.exports = sealed(module.exports);
    module.done = true;
    return module.exports;
  };
  return load;
};
