/** One case of assertions: both requests, the conversation, and its repetition where the clock of the machine cut it. */

import type { Expectation } from '../acceptance.ts';
import { DEFAULT_LIMITS, type RunOptions, type RunRequest, type RunResult } from '../sandbox.ts';
import { type Conversation, converse } from './conversation.ts';

export type Assertions = Extract<Expectation, { kind: 'assertions' }>;

/** The program of the trusted side: all it does is to start what the image of the interpreter holds already. */
const STARTER = 'from arena_assertions import run\n';

/** Our own side works for every delivery alike, so what it may spend does not depend on the delivery's budget. */
export function assertionsRequest({ setup, source, names }: Assertions, { limits }: RunRequest): RunRequest {
  return {
    language: 'python',
    files: { 'assertions.py': STARTER },
    task: { kind: 'function', file: 'assertions.py', entry: 'run', args: [setup, source, [...names]] },
    limits: { ...limits, fuel: DEFAULT_LIMITS.fuel },
  };
}

type Run = (request: RunRequest, options: RunOptions & { readonly signal: AbortSignal }) => Promise<RunResult>;

/** How either side gets a place and runs. */
export interface Lanes {
  readonly assertions: Run;
  readonly delivery: Run;
}

function wasCut(result: RunResult | null): boolean {
  return result?.unrepeatable === 'wall_clock';
}

/**
 * A conversation that the wall clock cut on either side is held once more, alone on both, before that counts. Rejects with
 * `SandboxUnavailable` or the signal's reason.
 */
export async function holdConversation(
  lanes: Lanes,
  expectation: Assertions,
  request: RunRequest,
  signal: AbortSignal,
): Promise<Conversation> {
  const hold = (alone: boolean): Promise<Conversation> =>
    converse(
      (exchange) => lanes.assertions(assertionsRequest(expectation, request), { signal, alone, exchange }),
      (exchange) => lanes.delivery(request, { signal, alone, exchange }),
    );
  const first = await hold(false);
  return wasCut(first.assertions) || wasCut(first.delivery) ? hold(true) : first;
}

/** The run whose figures and streams stand for the case: the delivery's. */
export function figuresOf({ assertions, delivery }: Conversation): RunResult {
  const result = delivery ?? assertions;
  return { ...result, unrepeatable: result.unrepeatable ?? assertions.unrepeatable };
}
