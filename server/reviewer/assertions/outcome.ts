/** What a conversation comes to: a word of ours about the delivery, or a fault of ours. */

import { z } from 'zod';
import type { Outcome } from '../combine.ts';
import { ReviewFault } from '../fault.ts';
import type { RunExit, RunResult } from '../sandbox.ts';
import type { Conversation } from './conversation.ts';

export interface ConversationOutcome {
  readonly outcome: Outcome;
  /** For people, and only about visible cases: it quotes the assertion. */
  readonly message: string;
}

/** How the assertions say that they ended; see assertions.py. */
const reportSchema = z.strictObject({
  end: z.enum(['passed', 'failed', 'raised', 'malformed', 'gone', 'broken']),
  message: z.string(),
});

/** Ends of our own program that values of a delivery can bring about: they are the delivery's, once it has said anything. */
const PROVOKED: readonly RunExit[] = ['time_limit', 'memory_limit', 'output_limit', 'crashed'];

function broken(message: string): ReviewFault {
  return new ReviewFault('checker_failed', `assertions failed by themselves: ${message}`);
}

function ofDelivery({ exit, message }: RunResult): ConversationOutcome {
  if (exit !== 'answered') return { outcome: exit, message };
  return { outcome: 'exited', message: 'the program ended before the assertions did' };
}

function ofAssertions({ exit, message, answer }: RunResult, heard: number): ConversationOutcome {
  if (exit !== 'answered') {
    if (heard === 0 || !PROVOKED.includes(exit)) throw broken(`${exit}: ${message}`);
    return { outcome: exit, message: `the assertions over its values: ${message}` };
  }
  const report = reportSchema.safeParse(answer?.kind === 'value' ? answer.value : undefined);
  if (!report.success) throw broken('they ended without a report');
  const { end, message: words } = report.data;
  switch (end) {
    case 'passed':
      return { outcome: 'passed', message: '' };
    case 'failed':
      return { outcome: 'wrong_answer', message: words };
    case 'raised':
      return { outcome: 'exception', message: words };
    case 'malformed':
      return { outcome: 'bad_answer', message: words };
    default:
      throw broken(words);
  }
}

/** Rejects with a `ReviewFault` where the assertions failed by themselves. */
export function outcomeOf({ assertions, delivery, endedBy, heard }: Conversation): ConversationOutcome {
  if (endedBy === 'messages') return { outcome: 'time_limit', message: 'asked and answered without end' };
  if (endedBy === 'delivery' && delivery !== null) return ofDelivery(delivery);
  const found = ofAssertions(assertions, heard);
  // Told that nobody asks any more, a program has nothing left to do but to end.
  if (found.outcome === 'passed' && delivery !== null && delivery.exit !== 'answered') return ofDelivery(delivery);
  return found;
}
