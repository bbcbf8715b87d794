import { z } from 'zod';
import { isList, isMap } from '../../base/data.ts';
import { interpreted } from '../../base/interpreted.ts';
import { oncePer } from '../../base/once-per.ts';

const refused: unique symbol = Symbol('refused');

/** What a schema makes of a value, or {@link refused}. */
type Read = (value: unknown) => unknown;

/** By the schema itself: whatever the readers below have no short way for. */
const wholly =
  (schema: z.core.$ZodType): Read =>
  (value) => {
    const parsed = z.core.safeParse(schema, value, interpreted);
    return parsed.success ? parsed.data : refused;
  };

const listReader = (item: Read): Read => {
  const read = (value: readonly unknown[]): unknown => {
    const items: unknown[] = [];
    for (const one of value) {
      const found = item(one);
      if (found === refused) return refused;
      items.push(found);
    }
    return items;
  };
  return (value) => (isList(value) ? read(value) : refused);
};

const mapReader = (shape: Readonly<Record<string, z.core.$ZodType>>): Read => {
  const fields = Object.entries(shape).map(([key, inner]) => ({
    key,
    read: readerOf(inner).read,
    optional: inner instanceof z.ZodOptional,
  }));
  const known = new Set(Object.keys(shape));
  return (value) => {
    if (!isMap(value) || !Object.keys(value).every((key) => known.has(key) && value[key] !== undefined)) return refused;
    const map: Record<string, unknown> = {};
    for (const { key, read, optional } of fields) {
      const inner = value[key];
      if (inner === undefined && optional) continue;
      const found = inner === undefined ? refused : read(inner);
      if (found === refused) return refused;
      map[key] = found;
    }
    return map;
  };
};

const firstOf =
  (options: readonly Read[]): Read =>
  (value) => {
    for (const option of options) {
      const found = option(value);
      if (found !== refused) return found;
    }
    return refused;
  };

const isStrict = ({ def }: z.ZodObject): boolean => def.catchall instanceof z.ZodNever;

const made = (schema: z.core.$ZodType): Read => {
  const { checks = [] } = schema._zod.def;
  if (checks.length > 0) return wholly(schema);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodReadonly) return readerOf(schema.def.innerType).read;
  if (schema instanceof z.ZodCustom) return (value) => (schema.def.fn(value) === true ? value : refused);
  if (schema instanceof z.ZodArray) return listReader(readerOf(schema.def.element).read);
  if (schema instanceof z.ZodUnion && schema.def.inclusive !== false)
    return firstOf(schema.def.options.map((option) => readerOf(option).read));
  if (schema instanceof z.ZodObject && isStrict(schema)) return mapReader(schema.def.shape);
  return wholly(schema);
};

const readerOf = oncePer((schema: z.core.$ZodType): { readonly read: Read } => ({ read: made(schema) }));

/**
 * The same as `schema.safeParse(value)`. Zod looks at every key a definition might have, and makes ready for mistakes; nearly every
 * definition is without, so it is first read by what its schema consists of, and by zod itself only for what is to be said against it.
 */
export const parseQuickly = <T>(schema: z.ZodType<T>, value: unknown): z.ZodSafeParseResult<T> => {
  const isRead = (found: unknown): found is T => found !== refused;
  const found = readerOf(schema).read(value);
  return isRead(found) ? { success: true, data: found } : schema.safeParse(value, interpreted);
};
