/** The machine code that is put into a module: what a pass of a loop, a level of recursion and a bulk operation cost. */

import { BULK_BYTES_SHIFT, GROWN_PAGE_SHIFT } from './charges.ts';
import { OUT_OF_FUEL, TICK, TOO_DEEP } from './gauge.ts';
import { EMPTY_BLOCK, OP, PREFIXED, TYPE_FUNCTION, TYPE_I32 } from './instructions.ts';
import { signedLeb, unsignedLeb } from './wasm-binary.ts';

export type Code = readonly number[];

/** Pieces of code that count in one gauge. */
export interface Injected {
  /** At the head of a loop. */
  readonly pass: Code;
  /** At the beginning of a long run of instructions; the next pass or level looks whether anything is left. */
  readonly run: (ticks: number) => Code;
  /** At the beginning of a counted function, whose call may ask for so many units of depth. */
  readonly enter: (depth: number) => Code;
  readonly leave: (depth: number) => Code;
  /** Whole functions that stand for `memory.copy`, `memory.fill` and `memory.grow`, in this order. */
  readonly functions: readonly { readonly type: Code; readonly body: Code }[];
}

const TRAP: Code = [OP.if, EMPTY_BLOCK, OP.unreachable, OP.end];

const MOVE_TYPE: Code = [TYPE_FUNCTION, 3, TYPE_I32, TYPE_I32, TYPE_I32, 0];
const GROW_TYPE: Code = [TYPE_FUNCTION, 1, TYPE_I32, 1, TYPE_I32];

function long(value: bigint): Code {
  return [OP.i64Const, ...signedLeb(value)];
}

function short(value: number): Code {
  return [OP.i32Const, ...signedLeb(BigInt(value))];
}

/** `globalIndex` is the number of the gauge among the module's globals. */
export function injectedCode(globalIndex: number): Injected {
  const get: Code = [OP.globalGet, ...unsignedLeb(globalIndex)];
  const set: Code = [OP.globalSet, ...unsignedLeb(globalIndex)];
  const take = (amount: Code): Code => [...get, ...amount, OP.i64Subtract, ...set];
  const check: Code = [...get, ...long(0n), OP.i64LessSigned, ...TRAP];
  /** Takes as many ticks as the i32 in local 0 or 2, shifted, says. */
  const takeShifted = (local: number, shift: number, opcode: number): Code =>
    take([OP.localGet, local, ...short(shift), opcode, OP.i64ExtendUnsigned, ...long(TICK), OP.i64Multiply]);
  const move = (instruction: Code): Code => [
    ...takeShifted(2, BULK_BYTES_SHIFT, OP.i32ShiftRightUnsigned),
    ...check,
    ...[0, 1, 2].flatMap((local) => [OP.localGet, local]),
    ...instruction,
  ];
  /** Growing that is refused costs nothing: the engine may ask for more than it can ever have. */
  const grow: Code = [
    ...[OP.localGet, 0, OP.memoryGrow, 0, OP.localTee, 1, ...short(-1), OP.i32NotEqual, OP.if, EMPTY_BLOCK],
    ...takeShifted(0, GROWN_PAGE_SHIFT, OP.i32ShiftLeft),
    ...check,
    ...[OP.end, OP.localGet, 1],
  ];
  const noLocals: Code = [0];
  const oneLocal: Code = [1, 1, TYPE_I32];
  return {
    pass: [...take(long(TICK)), ...check],
    run: (ticks) => take(long(TICK * BigInt(ticks))),
    enter: (depth) => [
      ...take(long(TICK - BigInt(depth))),
      ...[...get, ...long(OUT_OF_FUEL | TOO_DEEP), OP.i64And, ...long(0n), OP.i64NotEqual, ...TRAP],
    ],
    leave: (depth) => take(long(BigInt(depth))),
    functions: [
      { type: MOVE_TYPE, body: [...noLocals, ...move([OP.prefix, PREFIXED.memoryCopy, 0, 0]), OP.end] },
      { type: MOVE_TYPE, body: [...noLocals, ...move([OP.prefix, PREFIXED.memoryFill, 0]), OP.end] },
      { type: GROW_TYPE, body: [...oneLocal, ...grow, OP.end] },
    ],
  };
}
