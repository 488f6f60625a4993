/** Replays one seed and shrinks its failure: `npm run replay-seed -- SEED [COMMANDS | FILE-OF-STEPS]`. */

import { existsSync, readFileSync } from 'node:fs';
import type { Setup } from './bench.ts';
import { emptyCoverage } from './coverage.ts';
import { playSeed, playSteps, setupOf } from './run.ts';
import { describeShrunk, shrink } from './shrink.ts';
import type { Step } from './world.ts';

/** What `describeShrunk` printed: the line of the setup, then a line for each step; other lines are passed over. */
function readPrinted(file: string): { setup: Setup | undefined; steps: Step[] } {
  const lines = readFileSync(file, 'utf8').split('\n');
  const setup = lines.find((line) => line.startsWith('{"seed"'));
  const steps = lines.filter((line) => line.startsWith('{"kind"')).map((line) => JSON.parse(line) as Step);
  return { setup: setup === undefined ? undefined : (JSON.parse(setup) as Setup), steps };
}

const [seed, how = '400'] = process.argv.slice(2);
if (seed === undefined) throw new Error('replay-seed.ts SEED [COMMANDS | FILE-OF-STEPS]');
if (existsSync(how)) {
  const { setup = setupOf(seed), steps } = readPrinted(how);
  const failure = await playSteps(setup, steps);
  console.log(failure?.message ?? 'nothing failed');
} else {
  const played = await playSeed(seed, Number(how), emptyCoverage());
  const { failure } = played;
  console.log(failure === null ? 'nothing failed' : describeShrunk(await shrink({ ...played, failure })));
}
