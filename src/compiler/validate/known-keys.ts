import { z } from 'zod';
import type { Path } from '../load/document.ts';

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault
  )
    return unwrap(schema.def.innerType);
  return schema;
};

const step = (schema: z.core.$ZodType, key: string | number): z.core.$ZodType | undefined => {
  const inner = unwrap(schema);
  if (inner instanceof z.ZodObject) return inner.shape[String(key)];
  if (inner instanceof z.ZodRecord) return inner.def.valueType;
  if (inner instanceof z.ZodArray) return inner.def.element;
  if (inner instanceof z.ZodUnion) return inner.def.options.map((option) => step(option, key)).find((found) => found !== undefined);
  return undefined;
};

/** The keys a schema knows at `path`, for suggestions. */
export const keysAt = (schema: z.ZodType, path: Path): readonly string[] => {
  const found = path.reduce<z.core.$ZodType | undefined>((at, key) => at && step(at, key), schema);
  const inner = found && unwrap(found);
  return inner instanceof z.ZodObject ? Object.keys(inner.shape) : [];
};
