import { defineConfig } from 'vitest/config';

/** `npm run test:long`: the simulator, the crash test and the load test at the length that finds rare things. */
export default defineConfig({
  test: {
    include: ['test/simulation/**/*.test.ts', 'test/reviewer/load.test.ts'],
    env: { ARENA_SIMULATED_COMMANDS: '1000000', ARENA_CRASH_KILLS: '500', ARENA_LOAD_REVIEWS: '2000' },
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
  },
});
