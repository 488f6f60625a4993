/** Random markets through the real engine; the number of commands is `ARENA_SIMULATED_COMMANDS`, 100,000 by default. */

import { expect, test } from 'vitest';
import { emptyCoverage, missing } from './coverage.ts';
import { KEPT_SEEDS } from './kept-seeds.ts';
import { playSeed } from './run.ts';
import { describeShrunk, shrink } from './shrink.ts';

const COMMANDS = Number(process.env.ARENA_SIMULATED_COMMANDS ?? 100_000);
/** Few enough that looking at a whole market stays cheap, enough that projects come to their end. */
const COMMANDS_PER_SEED = 400;
/** Another value simulates other markets. */
const SEEDS = process.env.ARENA_SIMULATION_SEEDS ?? 'seed';

/** Plays one seed; on a failure throws its smallest form. */
async function demandSound(seed: string, commands: number, coverage = emptyCoverage()): Promise<void> {
  const played = await playSeed(seed, commands, coverage);
  const { failure } = played;
  if (failure === null) return;
  const shrunk = await shrink({ ...played, failure });
  throw new Error(`npm run replay-seed -- '${seed}' ${commands}\n${describeShrunk(shrunk)}`);
}

test.each(KEPT_SEEDS)('kept: $reason ($seed)', ({ seed, commands }) => demandSound(seed, commands));

test(`${COMMANDS} random commands break no promise`, { timeout: 300_000 + 5 * COMMANDS }, async () => {
  const coverage = emptyCoverage();
  for (let number = 1; coverage.commands < COMMANDS; number += 1) {
    await demandSound(`${SEEDS} ${number}`, COMMANDS_PER_SEED, coverage);
  }
  const { refusals, ...unmet } = missing(coverage);
  console.log(`simulated: ${coverage.commands} commands, ${coverage.accepted} accepted`);
  console.log(`refusals: ${coverage.refusals.size} codes met, not met: ${refusals.join(', ') || 'none'}`);
  expect(coverage.commands).toBeGreaterThanOrEqual(COMMANDS);
  // A shorter run than the default one need not have met everything.
  if (COMMANDS < 100_000) return;
  expect(unmet).toEqual({ events: [], types: [], mechanisms: [] });
  expect(refusals.length).toBeLessThanOrEqual(3);
});
