/** The shrinker finds the few steps that matter. */

import { expect, test } from 'vitest';
import { emptyCoverage } from './coverage.ts';
import { CheckFailure } from './failure.ts';
import { playSeed, playSteps } from './run.ts';
import { describeShrunk, shrink } from './shrink.ts';

test('a failing stream is cut down to the steps without which it does not fail', async () => {
  const played = await playSeed('shrink', 60, emptyCoverage());
  expect(played.failure).toBe(null);
  // Half a millisecond is no moment: the engine sends it back as a bug of its caller.
  const steps = [...played.steps.slice(0, 40), { kind: 'move', at: 0.5 } as const, ...played.steps.slice(40)];
  const setup = { ...played.setup, failOneIn: 20 };
  const failure = await playSteps(setup, steps);
  expect(failure).toBeInstanceOf(CheckFailure);
  if (failure === null) return;
  const shrunk = await shrink({ setup, steps, failure });
  expect(shrunk.setup).toMatchObject({ kind: 'memory', rivals: false, failOneIn: 0 });
  expect(shrunk.steps.map(({ kind }) => kind)).toEqual(['ask', 'move']);
  expect(describeShrunk(shrunk)).toContain('"type":"OpenMarket"');
});
