import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(
    `The tests need Node 24 or newer; this is ${process.versions.node}. \`npm test\` brings the right one.`,
  );
}

const ROOT = fileURLToPath(new URL('.', import.meta.url)).replaceAll(/[^\w/-]/g, '\\$&');
const OUR_CACHE = fileURLToPath(new URL('node_modules/.cache/arena', import.meta.url));
/** Our own sources, but for the web app's, which Node does not run as they are. */
const SOURCES = new RegExp(`${ROOT}(?:agents|bench|cli|db|seeds|server)/.*\\.ts$`);

/** What lives outside of the test's own process: browsers, sockets, commands and their signals, sandboxes. */
const LIVE = [
  'test/{browser,cli,docs,http,import,pack,people,realtime,reviewer,seeds,tournament}/**/*.test.ts',
  'test/{agents/llm/**/*,agents/live,contract/*store*,protocol/sdk-*}.test.ts',
];
/** What fails once here has found something, however rarely: attacks, draws, kills, and bytes that must be the same. */
const FINDING = [
  'test/**/{*attack*,*hostile*,*forgery*,*determinism*,faults-kill,review-crash,simulation}.test.ts',
  'test/**/fuzz/**/*.test.ts',
];
/** Of what lives outside, those that look at what their process holds, or take long. */
const ALONE = [
  'test/{browser,docs,pack}/**/*.test.ts',
  'test/reviewer/{native,linux}/**/*.test.ts',
  'test/reviewer/{sandbox-{pool*,neighbours,fuel},engine-wall,review-trouble,load}.test.ts',
  'test/http/{serve,mcp-stdio}.test.ts',
];
const EXCLUDED = [...configDefaults.exclude, '**/*.long.test.ts'];
/** The longest files are in the first two. Files of the other two share processes, one after the other: to load all anew is a second. */
const ORDER = ['once', 'alone', 'live', 'arena'];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project }: TestSpecification): number => ORDER.indexOf(project.name);
    return (await super.sort(files)).sort((one, other) => place(one) - place(other));
  }
}

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'once', include: FINDING, exclude: EXCLUDED } },
      // Others on the machine can hold up what lives outside for as long as they like: docs/decisions/tests.md.
      { extends: true, test: { name: 'alone', include: ALONE, exclude: [...EXCLUDED, ...FINDING], retry: 1 } },
      {
        extends: true,
        test: { name: 'live', include: LIVE, exclude: [...EXCLUDED, ...FINDING, ...ALONE], retry: 1, isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'arena',
          include: ['test/**/*.test.ts'],
          exclude: [...EXCLUDED, ...FINDING, ...LIVE],
          isolate: false,
        },
      },
    ],
    reporters: ['default', './test/helpers/plain-line-reporter.ts'],
    // Three files at a time also on two cores: many of them wait for processes, browsers and clocks, not for a core.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // For the hundreds of processes that tests start: compiling the same sources is most of what a short one does.
    env: { NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? OUR_CACHE },
    // Node loads them itself, as it does when they are used: a fifth less work than to translate them for each test file.
    server: { deps: { external: [SOURCES] } },
    sequence: { sequencer: LongestFirst },
    setupFiles: ['./test/helpers/end-of-file.ts'],
    // A command that is up in a second has taken half a minute where others wanted the processors.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // A busy machine is slow to tell.
    expect: { poll: { timeout: 120_000 } },
  },
});
