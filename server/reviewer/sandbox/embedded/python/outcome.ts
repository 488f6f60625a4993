/** Turns the end of a Python call into an exit and raw answer bytes. Nothing the guest says is believed beyond itself. */

import type { RunTask } from '../../../sandbox.ts';
import { encodeFiles } from '../file-list.ts';
import { failedOutcome, type GuestOutcome, ProgramExit } from '../guest-run.ts';
import type { GuestState } from './guest.ts';

export type Ending =
  | { readonly kind: 'returned'; readonly value: unknown }
  | { readonly kind: 'thrown'; readonly error: unknown };

type Finding = Pick<GuestOutcome, 'exit' | 'unrepeatable' | 'message' | 'form' | 'answer'>;

const NOTHING = new Uint8Array(0);

function answered(
  kind: RunTask['kind'],
  state: GuestState,
  frame: Uint8Array,
  changed: [string, Uint8Array][],
): Finding {
  const right = { exit: 'answered', unrepeatable: null, message: '' } as const;
  if (kind === 'stdio') return { ...right, form: 'text', answer: state.meter.written('stdout') };
  if (kind === 'files') return { ...right, form: 'files', answer: encodeFiles(changed) };
  return { ...right, form: 'json', answer: frame.subarray(1) };
}

/** Whether the program is asked for values, and so its answer is what the boot code says, not what it wrote or left. */
function isCalled(kind: RunTask['kind']): boolean {
  return kind === 'function' || kind === 'calls';
}

/** Reads the frame that the boot code wrote: one letter, then the answer or one line about the trouble. */
function readFrame(kind: RunTask['kind'], state: GuestState, changed: [string, Uint8Array][]): Finding {
  const frame = state.meter.written('answer');
  const text = (): string => Buffer.from(frame.subarray(1)).toString('utf8');
  switch (String.fromCharCode(frame[0] ?? 0)) {
    case 'A':
      return isCalled(kind) ? answered(kind, state, frame, changed) : failedOutcome('bad_answer', 'forged answer');
    case 'D':
      return isCalled(kind) ? failedOutcome('bad_answer', 'forged answer') : answered(kind, state, frame, changed);
    case 'B':
      return failedOutcome('bad_answer', text());
    case 'C':
      return failedOutcome('compile_error', text());
    case 'E':
      return failedOutcome('exception', text());
    case 'M':
      return failedOutcome('memory_limit', text());
    case 'O':
      return failedOutcome('output_limit', text());
    case 'X':
      return failedOutcome('exited', text());
    default:
      return failedOutcome('bad_answer', 'no answer');
  }
}

function thrown(kind: RunTask['kind'], error: unknown, state: GuestState, changed: [string, Uint8Array][]): Finding {
  if (error instanceof ProgramExit) {
    if (error.status === 0 && !isCalled(kind)) return answered(kind, state, NOTHING, changed);
    return state.memoryRefused ? failedOutcome('memory_limit', error.message) : failedOutcome('exited', error.message);
  }
  const limit = state.meter.limitBehind(error);
  if (limit !== undefined) return failedOutcome(limit.exit, limit.message, limit.unrepeatable);
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
