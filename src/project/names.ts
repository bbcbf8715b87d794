import { emitterWithoutTarget } from '../diagnostics/codes/plm017-emitter-without-target.ts';
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

const emitterProblem = ({ models }: Compilation, { only: name, environment }: Asked): readonly Diagnostic[] => {
  const known = emitters.map((emitter) => emitter.name);
  if (name === undefined) return [];
  if (!known.includes(name)) return [unknownEmitter({ name, known })];
  const asked = models.filter((model) => environment === undefined || model.environment === environment);
  return asked.length === 0 || asked.some(({ targets }) => targets[name] !== undefined) ? [] : [emitterWithoutTarget({ name })];
};

/** Names given to a command that select nothing. Without valid settings nothing is known of environments. */
export const unknownNames = (compilation: Compilation, asked: Asked): readonly Diagnostic[] => [
  ...environmentProblem(compilation, asked.environment),
  ...emitterProblem(compilation, asked),
];
