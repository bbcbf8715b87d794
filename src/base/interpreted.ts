/** For zod: makes no function out of each schema. Making them takes longer than they save on ten thousand definitions. */
export const interpreted = { jitless: true } as const;
