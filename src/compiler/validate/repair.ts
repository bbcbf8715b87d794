import type { z } from 'zod';
import { type DataMap, isMap, own, valueAt } from '../../base/data.ts';

const without = (value: DataMap, [head, ...rest]: readonly string[]): DataMap => {
  if (head === undefined) return value;
  const inner = own(value, head);
  const entries = Object.entries(value).filter(([key]) => key !== head);
  return Object.fromEntries(rest.length > 0 && isMap(inner) ? [...entries, [head, without(inner, rest)]] : entries);
};

/** The paths to leave out so that what is left may be valid: unknown keys themselves, for the rest the key at the top. */
const offending = (issue: z.core.$ZodIssue): readonly (readonly string[])[] => {
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key]);
  return path[0] === undefined ? [] : [[path[0]]];
};

/** A stand-in for a missing reason; the definition is never emitted, only checked further. */
const placeholders: DataMap = { why: '-' };

/**
 * What is left of a definition without its mistakes, so that its references and limits can be checked in the same run.
 * It is never emitted: the mistakes are errors.
 */
export const repaired = (value: DataMap, error: z.ZodError): DataMap => {
  const rest = error.issues.flatMap(offending).reduce(without, value);
  return valueAt(rest, ['why']) === undefined ? { ...placeholders, ...rest } : rest;
};
