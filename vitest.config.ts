import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/long/**', 'node_modules/**'],
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
