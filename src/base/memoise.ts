/** Estates repeat expressions, durations, limits and units; this many are remembered before the memory starts anew. */
const limit = 2048;

/** `compute`, a pure function, with its latest results remembered. */
export const memoised = <T>(compute: (text: string) => T): ((text: string) => T) => {
  const results = new Map<string, T>();
  return (text) => {
    const found = results.get(text);
    if (found !== undefined) return found;
    const made = compute(text);
    if (results.size >= limit) results.clear();
    results.set(text, made);
    return made;
  };
};
