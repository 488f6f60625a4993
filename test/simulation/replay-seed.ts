/** Replays one seed and shrinks its failure: `node test/simulation/replay-seed.ts SEED [COMMANDS | FILE-OF-STEPS]`. */

import { existsSync, readFileSync } from 'node:fs';
import { emptyCoverage } from './coverage.ts';
import { playSeed, playSteps, setupOf } from './run.ts';
import { describeShrunk, shrink } from './shrink.ts';
import type { Step } from './world.ts';

/** Steps as `describeShrunk` prints them; lines that are no step, such as the failure above them, are passed over. */
function readSteps(file: string): Step[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.startsWith('{"kind"')).map((line) => JSON.parse(line) as Step);
}

const [seed, how = '400'] = process.argv.slice(2);
if (seed === undefined) throw new Error('replay-seed.ts SEED [COMMANDS | FILE-OF-STEPS]');
if (existsSync(how)) {
  const failure = await playSteps(setupOf(seed), readSteps(how));
  console.log(failure?.message ?? 'nothing failed');
} else {
  const played = await playSeed(seed, Number(how), emptyCoverage());
  const { failure } = played;
  console.log(failure === null ? 'nothing failed' : describeShrunk(await shrink({ ...played, failure })));
}
