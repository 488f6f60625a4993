import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `The tests need Node 24 or newer; this is ${process.versions.node}. \`npm test\` brings the right one.`,
  );
}

const ROOT = fileURLToPath(new URL('.', import.meta.url)).replaceAll(/[^\w/-]/g, '\\$&');
const OUR_CACHE = fileURLToPath(new URL('node_modules/.cache/arena', import.meta.url));
/** Our own sources, but for the web app's, which Node does not run as they are. */
const SOURCES = new RegExp(`${ROOT}(?:agents|bench|cli|db|seeds|server)/.*\\.ts$`);

/** The core: no file of these starts, keeps or changes anything outside its tests, so they share processes one after the other. */
const CORE = ['test/{engine,kernel,market}/**/*.test.ts'];
const EXCLUDED = [...configDefaults.exclude, '**/*.long.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'core', include: CORE, exclude: EXCLUDED, isolate: false } },
      { extends: true, test: { name: 'arena', include: ['test/**/*.test.ts'], exclude: [...EXCLUDED, ...CORE] } },
    ],
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    // Three files at a time also on two cores: many of them wait for processes, browsers and clocks, not for a core.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // For the hundreds of processes that tests start: compiling the same sources is most of what a short one does.
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? OUR_CACHE },
    // Node loads them itself, as it does when they are used: a fifth less work than to translate them for each test file.
    server: { deps: { external: [SOURCES] } },
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // A busy machine is slow to tell.
    expect: { poll: { timeout: 60_000 } },
  },
});
