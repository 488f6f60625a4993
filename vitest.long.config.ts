import { defineConfig } from 'vitest/config';

/** `npm run test:long`: the simulator and the crash test at the length that finds rare things. */
export default defineConfig({
  test: {
    include: ['test/simulation/**/*.test.ts'],
    env: { ARENA_SIMULATED_COMMANDS: '1000000', ARENA_CRASH_KILLS: '500' },
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
  },
});
