/** A run that met the end of its process's own stack says so, all the way to the reviewer. */

import { expect, test } from 'vitest';
import { readResult } from '../../server/reviewer/sandbox/embedded/answer.ts';
import { decodeFromChild, encodeOutcome, LENGTH_BYTES } from '../../server/reviewer/sandbox/embedded/frames.ts';
import { failedOutcome, NO_LIMITS, startMeter } from '../../server/reviewer/sandbox/embedded/guest-run.ts';
import { DEFAULT_LIMITS, type RunRequest } from '../../server/reviewer/sandbox.ts';

const REQUEST: RunRequest = {
  language: 'sql',
  files: {},
  task: { kind: 'sql', file: 'query.sql', setup: '' },
  limits: DEFAULT_LIMITS,
};

function overflow(): unknown {
  const deeper = (): number => deeper() + 1;
  try {
    return deeper();
  } catch (error) {
    return error;
  }
}

test('a stack overflow of V8 is a crash that need not repeat, and stays one on its way', () => {
  const limit = startMeter(NO_LIMITS, false).limitBehind(overflow());
  expect(limit).toMatchObject({ exit: 'crashed', unrepeatable: 'native_stack' });
  const outcome = failedOutcome('crashed', 'deep', limit?.unrepeatable);
  const message = decodeFromChild(encodeOutcome(outcome, 1).subarray(LENGTH_BYTES));
  expect(message).toMatchObject({ kind: 'outcome', outcome: { unrepeatable: 'native_stack' } });
  if (message?.kind !== 'outcome') throw new Error('no outcome');
  expect(readResult(message, REQUEST)).toMatchObject({ exit: 'crashed', unrepeatable: 'native_stack' });
});

test('a reason that a child cannot know breaks the protocol', () => {
  const frame = Buffer.from(encodeOutcome(failedOutcome('crashed', ''), 1).subarray(LENGTH_BYTES));
  frame[43] = 7;
  expect(decodeFromChild(frame)).toBeUndefined();
});
