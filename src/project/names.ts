import { unknownEmitter } from '../diagnostics/codes/plm019-unknown-emitter.ts';
import { unknownEnvironment } from '../diagnostics/codes/plm018-unknown-environment.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Compilation } from '../compiler/compile.ts';
import { emitters } from './emitters.ts';

interface Asked {
  readonly environment?: string;
  /** An emitter. */
  readonly only?: string;
}

const environmentProblem = ({ definitions }: Compilation, name: string | undefined): readonly Diagnostic[] => {
  const known = Object.keys(definitions?.settings.value.environments ?? {}).sort();
  if (name === undefined || definitions === undefined || known.includes(name)) return [];
  return [unknownEnvironment({ name, known }, definitions.settings.locate(['environments'], 'key'))];
};

const emitterProblem = (name: string | undefined): readonly Diagnostic[] => {
  const known = emitters.map((emitter) => emitter.name);
  return name === undefined || known.includes(name) ? [] : [unknownEmitter({ name, known })];
};

/** Names given to a command that select nothing. Without valid settings nothing is known of environments. */
export const unknownNames = (compilation: Compilation, { environment, only }: Asked): readonly Diagnostic[] => [
  ...environmentProblem(compilation, environment),
  ...emitterProblem(only),
];
