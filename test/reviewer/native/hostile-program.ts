/** A hostile program for the native tier, and what the lists of them have in common. */

import type { RunExit } from '../../../server/reviewer/sandbox.ts';

export interface HostileProgram {
  readonly name: string;
  /** `@CANARY_FILE@` stands for a file on the host that must never be readable. */
  readonly source: string;
  readonly exits: readonly RunExit[];
  /** What it must not, or must, bring back when it is answered. */
  readonly answer?: (value: unknown) => boolean;
  readonly limits?: { readonly timeMs?: number; readonly memoryBytes?: number };
}

export const isRight = (value: unknown): boolean => JSON.stringify(value) === '[1,2,3]';
export const isWrong = (value: unknown): boolean => !isRight(value);
/** Every listed system call failed. */
export const allFailed = (value: unknown): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => one === -1);
/** Every listed attempt ended in an exception, whose name it gives. */
export const allRefused = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((one) => typeof one === 'string' && one.startsWith('refused'));

export const SYSCALLS = `
import ctypes, os, platform
libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.restype = ctypes.c_long
X = platform.machine() == 'x86_64'
def call(x86, arm, *args): return libc.syscall(*[ctypes.c_long(n) for n in ((x86 if X else arm), *args)])
`;
export const ATTEMPT = `
def attempt(work):
    try:
        return ['done', repr(work())[:200]]
    except BaseException as problem:
        return 'refused ' + type(problem).__name__
`;
export const SHORT = { timeMs: 700 };
