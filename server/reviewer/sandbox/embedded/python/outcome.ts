/** Turns the end of a Python call into an exit and raw answer bytes. Nothing the guest says is believed beyond itself. */

import type { RunTask } from '../../../sandbox.ts';
import { encodeFiles } from '../file-list.ts';
import { type GuestOutcome, LimitReached, MESSAGE_KEPT_BYTES, ProgramExit } from '../guest-run.ts';
import type { GuestState } from './guest.ts';

export type Ending =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly error: unknown };

type Finding = Pick<GuestOutcome, 'exit' | 'message' | 'form' | 'answer'>;

const NOTHING = new Uint8Array(0);

function failed(exit: GuestOutcome['exit'], message: string): Finding {
  return { exit, message: message.slice(0, MESSAGE_KEPT_BYTES), form: 'none', answer: NOTHING };
}

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
      return kind === 'function' ? answered(kind, state, frame, changed) : failed('bad_answer', 'forged answer');
    case 'D':
      return kind === 'function' ? failed('bad_answer', 'forged answer') : answered(kind, state, frame, changed);
    case 'B':
      return failed('bad_answer', text());
    case 'C':
      return failed('compile_error', text());
    case 'E':
      return failed('exception', text());
    case 'M':
      return failed('memory_limit', text());
    case 'X':
      return failed('exited', text());
    default:
      return failed('bad_answer', 'no answer');
  }
}

function thrown(kind: RunTask['kind'], error: unknown, state: GuestState, changed: [string, Uint8Array][]): Finding {
  if (error instanceof LimitReached) return failed(error.exit, error.message);
  if (error instanceof ProgramExit) {
    if (error.status === 0 && kind !== 'function') return answered(kind, state, NOTHING, changed);
    return state.memoryRefused ? failed('memory_limit', error.message) : failed('exited', error.message);
  }
  return failed(state.memoryRefused ? 'memory_limit' : 'crashed', `the interpreter crashed: ${String(error)}`);
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
