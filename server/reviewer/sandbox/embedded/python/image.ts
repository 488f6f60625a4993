/** The booted interpreter as plain data: equal for equal binaries and boot code, and shared between processes. */

export interface PythonImage {
  /** Linear memory up to its last byte that is not zero. */
  readonly memory: Uint8Array;
  readonly stackPointer: number;
  /** Address of the boot code's entry object, and the slot in the function table that calls it. */
  readonly entry: number;
  readonly slot: number;
}

const HEADER_BYTES = 12;

export function encodeImage({ memory, stackPointer, entry, slot }: PythonImage): Uint8Array {
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + memory.length);
  for (const [index, value] of [stackPointer, entry, slot].entries()) bytes.writeUInt32LE(value, index * 4);
  bytes.set(memory, HEADER_BYTES);
  return bytes;
}

export function decodeImage(bytes: Uint8Array): PythonImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const value = (index: number): number => view.getUint32(index * 4, true);
  return { memory: bytes.subarray(HEADER_BYTES), stackPointer: value(0), entry: value(1), slot: value(2) };
}
