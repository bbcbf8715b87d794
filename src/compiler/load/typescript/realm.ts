import {
  newQuickJSWASMModuleFromVariant,
  newVariant,
  RELEASE_SYNC,
  type QuickJSContext,
  type QuickJSHandle,
  type VmCallResult,
} from 'quickjs-emscripten';
import type { BundleOutput } from '../../../host/host.ts';
import { limits } from './limits.ts';
import type { Report } from './realm/harness.ts';

// Node has it; the types of ES2023 and of Node do not.
declare const WebAssembly: { readonly Memory: new (limits: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer } };

/** How the evaluation of one file ended. */
export type Ending =
  | { readonly kind: 'report'; readonly report: Report }
  | { readonly kind: 'asynchronous' }
  /** `stack` is where it stood, as far as that is known. */
  | { readonly kind: 'too-long' | 'out-of-memory' | 'too-deep'; readonly stack: string };

/** A sandbox with the bundle in it. After an ending other than a report it must not be used again. */
export interface Realm {
  evaluate(file: string): Ending;
  /** Ticks that `evaluate` used last. */
  ticks(): number;
  /** After an evaluation that was cut off from outside: the frames it left on the stack. */
  abandonedStack(): string;
}

interface Meter {
  ticks: number;
  reason: 'too-long' | 'out-of-memory' | undefined;
}

const initialPages = 256;

/** QuickJS cannot measure what it allocates in WebAssembly, so the memory itself is what is limited. */
const newContext = async (meter: Meter): Promise<QuickJSContext> => {
  const wasmMemory = new WebAssembly.Memory({ initial: initialPages, maximum: limits.memoryPages });
  const module = await newQuickJSWASMModuleFromVariant(newVariant(RELEASE_SYNC, { wasmMemory }));
  const runtime = module.newRuntime();
  runtime.setMaxStackSize(limits.stackBytes);
  runtime.setInterruptHandler(() => {
    meter.ticks += 1;
    if (meter.ticks > limits.ticks) meter.reason = 'too-long';
    else if (wasmMemory.buffer.byteLength > limits.memoryBytes) meter.reason = 'out-of-memory';
    return meter.reason !== undefined;
  });
  return runtime.newContext();
};

const textProperty = (context: QuickJSContext, handle: QuickJSHandle, key: string): string => {
  const type = context.typeof(handle);
  return type === 'object' ? context.getString(context.getProp(handle, key)) : '';
};

/** An engine error that reached us although the harness catches all that can be caught. */
const endingOf = (context: QuickJSContext, error: QuickJSHandle, meter: Meter): Ending => {
  const stack = textProperty(context, error, 'stack');
  if (meter.reason !== undefined) return { kind: meter.reason, stack };
  return { kind: /stack overflow/.test(textProperty(context, error, 'message')) ? 'too-deep' : 'out-of-memory', stack };
};

const parseReport = (text: string): Report => JSON.parse(text);

// Not `instanceof RangeError`: the error may belong to another context than ours.
const isStackOverflow = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError';

/** The name of a module in stack traces. */
export const frameName = (index: number): string => `m${index}.js`;

/** What QuickJS cannot compile although esbuild could, such as an octal number in a package: strict mode has none. */
const notCompiled = (context: QuickJSContext, error: QuickJSHandle): Ending => {
  const read = (key: string): string => textProperty(context, error, key);
  const thrown = { isError: true, name: read('name'), message: read('message'), stack: read('stack') };
  return { kind: 'report', report: { status: 'threw', thrown: { ...thrown, unavailable: '', missingExport: '', knownExports: [] } } };
};

type Ask = (name: string, ...args: QuickJSHandle[]) => VmCallResult<QuickJSHandle>;

/** Makes a module known to the sandbox, once; an ending when that fails. */
const definer = (context: QuickJSContext, modules: BundleOutput['modules'], ask: Ask): ((path: string) => Ending | undefined) => {
  const indexes = new Map([...modules.keys()].map((path, index) => [path, index]));
  const defined = new Set<string>();
  return (path) => {
    const module = modules.get(path);
    if (module === undefined || defined.has(path)) return undefined;
    const compiled = context.evalCode(module.code, frameName(indexes.get(path) ?? 0));
    if (compiled.error) return notCompiled(context, compiled.error);
    const imports = context.newString(module.imports.join('\n'));
    context.unwrapResult(ask('define', context.newString(path), compiled.value, imports)).dispose();
    defined.add(path);
    return undefined;
  };
};

/** Opens a sandbox: QuickJS in WebAssembly without file system, process, network or timers. */
export const openRealm = async ({ runtime, modules, sources }: BundleOutput): Promise<Realm> => {
  const meter: Meter = { ticks: 0, reason: undefined };
  const context = await newContext(meter);
  const own = context.unwrapResult(context.evalCode(runtime, 'plimsoll.js'));
  const ask: Ask = (name, ...args) => context.callFunction(context.getProp(own, name), context.undefined, ...args);
  context.unwrapResult(ask('prepare'));
  const define = definer(context, modules, ask);
  const call = (file: string): Ending => {
    for (const path of sources.get(file) ?? []) {
      const failed = define(path);
      if (failed !== undefined) return failed;
    }
    const result = ask('evaluate', context.newString(file));
    if (result.error) return endingOf(context, result.error, meter);
    if (context.runtime.hasPendingJob()) return { kind: 'asynchronous' };
    const report = parseReport(context.getString(result.value));
    result.value.dispose();
    return { kind: 'report', report };
  };
  const abandonedStack = (): string => {
    meter.ticks = 0;
    const result = context.evalCode('new Error().stack', 'where.js');
    return result.error ? '' : context.getString(result.value);
  };
  const evaluate = (file: string): Ending => {
    meter.ticks = 0;
    try {
      return call(file);
    } catch (error) {
      // V8's own stack ended first: a native function of QuickJS recursed without looking at its own.
      if (isStackOverflow(error)) return { kind: 'too-deep', stack: abandonedStack() };
      throw error;
    }
  };
  return { evaluate, ticks: () => meter.ticks, abandonedStack };
};
