import { defineConfig } from 'vitest/config';

/** `npm run test:long`: the simulator, the crash, load and flood tests and the fuzzers at the length that finds rare things. */
export default defineConfig({
  test: {
    include: [
      'test/simulation/**/*.test.ts',
      'test/http/fuzz/*.test.ts',
      'test/http/faults-kill.test.ts',
      'test/reviewer/load.test.ts',
      'test/reviewer/fuzz/*.test.ts',
      'test/reviewer/review-floods.test.ts',
      'test/reviewer/native/hostile{,-others}.test.ts',
      'test/seeds/{corpus,study}-review.test.ts',
      'test/tournament/study-calibration.test.ts',
      'test/tournament/hands.long.test.ts',
      'test/agents/statistics/coverage.test.ts',
      'test/import/{human-eval,read-parquet}.test.ts',
      'test/people/people-thirty.long.test.ts',
      'test/browser/people-employer.long.test.ts',
    ],
    env: {
      ARENA_SIMULATED_COMMANDS: '1000000',
      ARENA_CRASH_KILLS: '500',
      ARENA_LOAD_REVIEWS: '2000',
      ARENA_SERVER_KILLS: '50',
      ARENA_FUZZED_REQUESTS: '200000',
      ARENA_FUZZ_SCALE: '50',
      ARENA_FLOOD_DELIVERIES: '100000',
      ARENA_HOSTILE_ROUNDS: '10',
      ARENA_STUDY_PROJECTS: '1115',
      ARENA_REVIEWED_CORPUS: 'whole',
      ARENA_CALIBRATION_CORPUS: 'study',
      ARENA_CALIBRATION_SEEDS: '200',
      ARENA_CALIBRATION_PROJECTS: '200',
      ARENA_IMPORTED_TASKS: '164',
      ARENA_COVERAGE_TRIALS: '1000',
    },
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    setupFiles: ['./test/helpers/end-of-file.ts'],
    testTimeout: 7_200_000,
    hookTimeout: 120_000,
  },
});
