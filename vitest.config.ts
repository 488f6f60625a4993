import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `The tests need Node 24 or newer; this is ${process.versions.node}. \`npm test\` brings the right one.`,
  );
}

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    // Two files at a time also on two cores: most of them wait for processes and clocks, not for a core.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
