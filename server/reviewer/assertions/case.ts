/** One case of assertions: both requests, the conversation, and its repetition where the clock of the machine cut it. */

import type { Expectation } from '../acceptance.ts';
import type { RunOptions, RunRequest, RunResult } from '../sandbox.ts';
import { type Conversation, converse } from './conversation.ts';

export type Assertions = Extract<Expectation, { kind: 'assertions' }>;

/** The program of the trusted side: all it does is to start what the image of the interpreter holds already. */
const STARTER = 'from arena_assertions import run\n';

/** Both sides have the same limits: the budget of a project is a multiple of what both spent with its reference. */
export function assertionsRequest({ setup, source, names }: Assertions, { limits }: RunRequest): RunRequest {
  return {
    language: 'python',
    files: { 'assertions.py': STARTER },
    task: { kind: 'function', file: 'assertions.py', entry: 'run', args: [setup, source, [...names]] },
    limits,
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

/** The run that stands for the case: the delivery's, with the work of both sides. */
export function figuresOf({ assertions, delivery }: Conversation): RunResult {
  if (delivery === null) return assertions;
  const unrepeatable = delivery.unrepeatable ?? assertions.unrepeatable;
  return { ...delivery, unrepeatable, fuel: delivery.fuel + assertions.fuel };
}
