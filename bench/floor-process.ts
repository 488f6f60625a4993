/**
 * The physical floor of the reviewer bench, in a process of its own: the same engine binary, from the same image, with nothing
 * around it. No pipes, no queue, no reviewer, no parsing; each case still begins with a copy of the whole image.
 */

import { known } from '../server/kernel/assert.ts';
import { findBinaries, readBinary } from '../server/reviewer/sandbox/embedded/binaries.ts';
import { bootTexts } from '../server/reviewer/sandbox/embedded/boot-texts.ts';
import { startPython } from '../server/reviewer/sandbox/embedded/python/engine.ts';
import { DEFAULT_LIMITS, type RunRequest } from '../server/reviewer/sandbox.ts';
import { programSets } from './programs.ts';

function requestsOf(name: string): RunRequest[] {
  const set = known(
    programSets().find((one) => one.name === name),
    name,
  );
  return set.deliveries.flatMap(({ source, acceptance, hidden }) =>
    [...acceptance.cases, ...hidden.cases].map(({ stdin, argv }) => ({
      language: set.language,
      files: { [acceptance.file]: source },
      task: { kind: 'stdio', file: acceptance.file, stdin, argv },
      limits: DEFAULT_LIMITS,
    })),
  );
}

const paths = findBinaries();
const texts = bootTexts();
const engine = startPython({
  wasm: readBinary('pythonWasm', paths),
  library: readBinary('pythonLibrary', paths),
  timeZones: readBinary('timeZones', paths),
  boot: texts.python,
  buildFacts: texts.buildFacts,
  exchange: () => null,
});
const requests = requestsOf(known(process.argv[2], 'name of a set'));

/** Runs so many cases, one program after the other; the milliseconds they took. */
async function timed(count: number): Promise<number> {
  const startedAt = performance.now();
  for (let index = 0; index < count; index += 1) {
    const { exit } = await engine.run(known(requests[index % requests.length], 'request'));
    if (exit !== 'answered') throw new Error(`the floor met ${exit}`);
  }
  return performance.now() - startedAt;
}

process.on('message', async (count: number) => {
  process.send?.(await timed(count));
});
process.send?.(0);
