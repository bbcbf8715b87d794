import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      'plimsoll/project': new URL('./src/project/index.ts', import.meta.url).pathname,
      plimsoll: new URL('./src/index.ts', import.meta.url).pathname,
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    setupFiles: ['test/support/seed.ts'],
  },
});
