/** Every WebAssembly instruction that the pinned engines use, as far as a reader must know it to find the next one. */

import { Bug } from '../../../../kernel/assert.ts';
import type { Cursor } from './wasm-binary.ts';

export const OP = {
  unreachable: 0x00,
  block: 0x02,
  loop: 0x03,
  if: 0x04,
  end: 0x0b,
  br: 0x0c,
  return: 0x0f,
  call: 0x10,
  callIndirect: 0x11,
  localGet: 0x20,
  localTee: 0x22,
  globalGet: 0x23,
  globalSet: 0x24,
  memoryGrow: 0x40,
  i32Const: 0x41,
  i64Const: 0x42,
  i32NotEqual: 0x47,
  i64NotEqual: 0x52,
  i64LessSigned: 0x53,
  i32ShiftLeft: 0x74,
  i32ShiftRightUnsigned: 0x76,
  i64Subtract: 0x7d,
  i64Multiply: 0x7e,
  i64And: 0x83,
  i64ExtendUnsigned: 0xad,
  prefix: 0xfc,
} as const;

/** What follows the prefix byte. */
export const PREFIXED = { lastTruncation: 7, memoryCopy: 10, memoryFill: 11 } as const;

export const EMPTY_BLOCK = 0x40;
export const TYPE_I32 = 0x7f;
export const TYPE_I64 = 0x7e;
export const TYPE_FUNCTION = 0x60;
export const MUTABLE = 1;
export const EXPORT_GLOBAL = 3;

/** What stands behind an opcode. */
const IMMEDIATES = { unknown: 0, none: 1, number: 2, twoNumbers: 3, fourBytes: 4, eightBytes: 5, labels: 6 } as const;

function immediatesTable(): Uint8Array {
  const table = new Uint8Array(256).fill(IMMEDIATES.unknown);
  const set = (kind: number, ...ranges: readonly (readonly [first: number, last: number])[]): void => {
    for (const [first, last] of ranges) table.fill(kind, first, last + 1);
  };
  // Control, drop, select; comparisons, arithmetic, conversions and sign extensions.
  set(IMMEDIATES.none, [0x00, 0x01], [0x05, 0x05], [0x0b, 0x0b], [0x0f, 0x0f], [0x1a, 0x1b], [0x45, 0xc4]);
  // Block types; branches and calls; locals and globals; the size and the growth of memory; whole constants.
  set(IMMEDIATES.number, [0x02, 0x04], [0x0c, 0x0d], [0x10, 0x10], [0x20, 0x24], [0x3f, 0x42]);
  // Indirect calls; loads and stores.
  set(IMMEDIATES.twoNumbers, [0x11, 0x11], [0x28, 0x3e]);
  set(IMMEDIATES.fourBytes, [0x43, 0x43]);
  set(IMMEDIATES.eightBytes, [0x44, 0x44]);
  set(IMMEDIATES.labels, [0x0e, 0x0e]);
  return table;
}

const TABLE = immediatesTable();

/** Whether the next instruction may not follow, or may be reached from elsewhere. */
export function isControl(opcode: number): boolean {
  return opcode === OP.unreachable || (opcode >= OP.block && opcode <= OP.return);
}

/** Moves behind what follows `opcode`. An instruction outside the list is a `Bug`: what it costs has to be thought about first. */
export function skipImmediates(cursor: Cursor, opcode: number): void {
  switch (TABLE[opcode]) {
    case IMMEDIATES.none:
      break;
    case IMMEDIATES.number:
      cursor.skipNumber();
      break;
    case IMMEDIATES.twoNumbers:
      cursor.skipNumber();
      cursor.skipNumber();
      break;
    case IMMEDIATES.fourBytes:
      cursor.skip(4);
      break;
    case IMMEDIATES.eightBytes:
      cursor.skip(8);
      break;
    case IMMEDIATES.labels:
      for (let left = cursor.unsigned() + 1; left > 0; left -= 1) cursor.skipNumber();
      break;
    default:
      throw new Bug(`WebAssembly instruction 0x${opcode.toString(16)} is not known here`);
  }
}

/** Reads what follows the prefix byte, and gives the number of the instruction. */
export function readPrefixed(cursor: Cursor): number {
  const number = cursor.unsigned();
  if (number === PREFIXED.memoryCopy) cursor.skip(2);
  else if (number === PREFIXED.memoryFill) cursor.skip(1);
  else if (number > PREFIXED.lastTruncation) throw new Bug(`WebAssembly instruction 0xfc ${number} is not known here`);
  return number;
}
