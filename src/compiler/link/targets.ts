import type { z } from 'zod';
import { type DataMap, isMap, own } from '../../base/data.ts';
import { interpreted } from '../../base/interpreted.ts';
import { unknownKey } from '../../diagnostics/codes/plm101-unknown-key.ts';
import type { Span } from '../../diagnostics/span.ts';
import type { Path } from '../load/document.ts';
import { diagnose } from '../validate/issues.ts';
import type { LinkContext } from './context.ts';

/** The options schema of every emitter there is, by name. */
export type TargetSchemas = ReadonlyMap<string, z.ZodType>;

const merge = (below: DataMap, above: DataMap): DataMap =>
  Object.fromEntries(
    [...new Set([...Object.keys(below), ...Object.keys(above)])].map((key) => {
      const [lower, upper] = [own(below, key), own(above, key)];
      return [key, isMap(lower) && isMap(upper) ? merge(lower, upper) : (upper ?? lower)];
    }),
  );

/** Where an option was written: in the environment when it sets it, else in the common options. */
const locator =
  ({ definitions, environment }: LinkContext, name: string) =>
  (path: Path, what: 'key' | 'value'): Span => {
    const { settings } = definitions;
    const here = settings.value.environments[environment]?.targets?.[name];
    const isHere = here !== undefined && path[0] !== undefined && own(here, String(path[0])) !== undefined;
    const base = isHere ? ['environments', environment, 'targets', name] : ['targets', name];
    return settings.locate([...base, ...path], what);
  };

const linkTarget = (name: string, value: DataMap, schema: z.ZodType, context: LinkContext): readonly (readonly [string, DataMap])[] => {
  const parsed = schema.safeParse(value, interpreted);
  if (parsed.success) return [[name, value]];
  diagnose(parsed.error, { value, schema, locate: locator(context, name) }).forEach(context.report);
  return [];
};

/** The options of each emitter in one environment, valid by its own schema. */
export const linkTargets = (context: LinkContext, schemas: TargetSchemas): Readonly<Record<string, unknown>> => {
  const { settings } = context.definitions;
  const common = settings.value.targets ?? {};
  const merged = merge(common, settings.value.environments[context.environment]?.targets ?? {});
  const known = [...schemas.keys()];
  return Object.fromEntries(
    Object.entries(merged).flatMap(([name, value]) => {
      const schema = schemas.get(name);
      if (schema !== undefined && isMap(value)) return linkTarget(name, value, schema, context);
      const base: Path = name in common ? ['targets', name] : ['environments', context.environment, 'targets', name];
      context.report(unknownKey({ key: name, known }, settings.locate(base, 'key')));
      return [];
    }),
  );
};
