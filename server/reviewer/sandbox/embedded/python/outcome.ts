/** Turns the end of a Python call into an exit and raw answer bytes. Nothing the guest says is believed beyond itself. */

import type { RunTask } from '../../../sandbox.ts';
import { encodeFiles } from '../file-list.ts';
import { failedOutcome, type GuestOutcome, LimitReached, ProgramExit } from '../guest-run.ts';
import type { GuestState } from './guest.ts';

export type Ending =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly error: unknown };

type Finding = Pick<GuestOutcome, 'exit' | 'message' | 'form' | 'answer'>;

const NOTHING = new Uint8Array(0);

function answered(
  kind: RunTask['kind'],
  state: GuestState,
  frame: Uint8Array,
  changed: [string, Uint8Array][],
): Finding {
  if (kind === 'stdio') return { exit: 'answered', message: '', form: 'text', answer: state.meter.written('stdout') };
  if (kind === 'files') return { exit: 'answered', message: '', form: 'files', answer: encodeFiles(changed) };
  return { exit: 'answered', message: '', form: 'json', answer: frame.subarray(1) };
}

/** Reads the frame that the boot code wrote: one letter, then the answer or one line about the trouble. */
function readFrame(kind: RunTask['kind'], state: GuestState, changed: [string, Uint8Array][]): Finding {
  const frame = state.meter.written('answer');
  const text = (): string => Buffer.from(frame.subarray(1)).toString('utf8');
  switch (String.fromCharCode(frame[0] ?? 0)) {
    case 'A':
      return kind === 'function' ? answered(kind, state, frame, changed) : failedOutcome('bad_answer', 'forged answer');
    case 'D':
      return kind === 'function' ? failedOutcome('bad_answer', 'forged answer') : answered(kind, state, frame, changed);
    case 'B':
      return failedOutcome('bad_answer', text());
    case 'C':
      return failedOutcome('compile_error', text());
    case 'E':
      return failedOutcome('exception', text());
    case 'M':
      return failedOutcome('memory_limit', text());
    case 'X':
      return failedOutcome('exited', text());
    default:
      return failedOutcome('bad_answer', 'no answer');
  }
}

function thrown(kind: RunTask['kind'], error: unknown, state: GuestState, changed: [string, Uint8Array][]): Finding {
  if (error instanceof LimitReached) return failedOutcome(error.exit, error.message);
  if (error instanceof ProgramExit) {
    if (error.status === 0 && kind !== 'function') return answered(kind, state, NOTHING, changed);
    return state.memoryRefused ? failedOutcome('memory_limit', error.message) : failedOutcome('exited', error.message);
  }
  return failedOutcome(state.memoryRefused ? 'memory_limit' : 'crashed', `the interpreter crashed: ${String(error)}`);
}

/** `changed` are the files that the run created or changed. */
export function readOutcome(
  kind: RunTask['kind'],
  ending: Ending,
  state: GuestState,
  changed: [string, Uint8Array][],
): Finding {
  if (ending.kind === 'thrown') return thrown(kind, ending.error, state, changed);
  return readFrame(kind, state, changed);
}
