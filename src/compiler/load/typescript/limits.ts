/** What one definition file may use up, and what it may return. */
export const limits = {
  /** Interrupts of the interpreter, one for each 10,000 calls and loop turns. */
  ticks: 1500,
  /** For all files that are evaluated again alone because they went wrong. */
  ticksOfAll: 15_000,
  /** Pages of 64 KiB the sandbox has in all. */
  memoryPages: 2048,
  /** Above this, checked at each tick, a file is stopped while there is still room to say where. */
  memoryBytes: 64 * 1024 * 1024,
  /** Files that share one sandbox; a thousand small ones need about 28 MiB. */
  filesPerRealm: 500,
  /** QuickJS counts its own stack; V8's must never be the one that ends first, for its frames differ from machine to machine. */
  stackBytes: 128 * 1024,
  /** Ends what the interpreter cannot interrupt, such as a search of a list of 2^53 items. Generous: it is a wall clock. */
  milliseconds: 5000,
  millisecondsPerFile: 50,
  millisecondsToLook: 500,
  /** What a file counts for that was ended by the clock. */
  ticksOfTimeout: 5000,
  nodes: 200_000,
  characters: 16_000_000,
  depth: 64,
} as const;
