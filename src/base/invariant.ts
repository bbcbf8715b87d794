/** Marks a broken promise inside Plimsoll itself; reported as PLM901, exit 70. Never for bad input. */
export class InternalError extends Error {
  override readonly name = 'InternalError';
}

/** Throws {@link InternalError} when `condition` does not hold. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InternalError(message);
}

/** Closes an exhaustive switch: does not compile while a case is missing. */
export const unreachable = (value: never): never => {
  throw new InternalError(`unexpected ${JSON.stringify(value)}`);
};
