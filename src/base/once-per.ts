/** `make`, a pure function, asked once for each object however often its result is wanted. */
export const oncePer = <K extends object, T extends object>(make: (key: K) => T): ((key: K) => T) => {
  const made = new WeakMap<K, T>();
  return (key) => {
    const before = made.get(key);
    if (before !== undefined) return before;
    const result = make(key);
    made.set(key, result);
    return result;
  };
};
