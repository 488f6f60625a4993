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
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
