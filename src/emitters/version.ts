/** A key or behaviour of a daemon and the version that brought it. */
export interface Feature {
  readonly name: string;
  readonly since: string;
}

const parts = (version: string): readonly number[] => version.split('.').map(Number);

/** Is `version` at least `since`? Missing parts count as zero. */
export const isAtLeast = (version: string, since: string): boolean => {
  const have = parts(version);
  const want = parts(since);
  for (let i = 0; i < Math.max(have.length, want.length); i += 1) {
    const difference = (have[i] ?? 0) - (want[i] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
};
