/** Reads and writes the outer parts of a WebAssembly binary: numbers, vectors and sections. */

import { Bug } from '../../../../kernel/assert.ts';

export const SECTION = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

/** The order in which sections must stand. */
const ORDER: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 10, 11];
const HEADER = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

export type Bytes = Uint8Array | readonly number[];
/** The bodies of a module's sections by their number, without custom sections (names, debug). */
export type Sections = ReadonlyMap<number, Uint8Array>;

/** A place in a binary. Reading beyond its end is a `Bug`: the binaries are pinned, so it is our reading that is wrong. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly end: number;
  at: number;

  constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
    this.bytes = bytes;
    this.at = at;
    this.end = end;
  }

  byte(): number {
    const value = this.bytes[this.at];
    if (value === undefined || this.at >= this.end) throw new Bug('truncated WebAssembly binary');
    this.at += 1;
    return value;
  }

  /** An unsigned LEB128 number of at most 32 bits. */
  unsigned(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = this.byte();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 0x80;
    }
  }

  /** A LEB128 number of any kind, unread. */
  skipNumber(): void {
    while (this.byte() >= 0x80);
  }

  skip(count: number): void {
    this.at += count;
    if (this.at > this.end) throw new Bug('truncated WebAssembly binary');
  }
}

export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
  return bytes;
}

export function signedLeb(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    if ((rest === 0n && low < 0x40) || (rest === -1n && low >= 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

export function joined(parts: readonly Bytes[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function readSections(binary: Uint8Array): Sections {
  const cursor = new Cursor(binary);
  for (const wanted of HEADER) if (cursor.byte() !== wanted) throw new Bug('not a WebAssembly binary of version 1');
  const sections = new Map<number, Uint8Array>();
  while (cursor.at < binary.length) {
    const kind = cursor.byte();
    const size = cursor.unsigned();
    const start = cursor.at;
    cursor.skip(size);
    if (kind === SECTION.custom) continue;
    if (!ORDER.includes(kind) || sections.has(kind)) throw new Bug(`WebAssembly section ${kind} is not known here`);
    sections.set(kind, binary.subarray(start, start + size));
  }
  return sections;
}

export function writeSections(sections: Sections): Uint8Array<ArrayBuffer> {
  const parts: Bytes[] = [HEADER];
  for (const kind of ORDER) {
    const body = sections.get(kind);
    if (body !== undefined) parts.push([kind, ...unsignedLeb(body.length)], body);
  }
  return joined(parts);
}

/** How many entries a section holds; 0 when it is not there. */
export function countOf(section: Uint8Array | undefined): number {
  return section === undefined ? 0 : new Cursor(section).unsigned();
}

/** The section with more entries at its end. */
export function withEntries(section: Uint8Array | undefined, entries: readonly Bytes[]): Uint8Array {
  if (section === undefined) return joined([unsignedLeb(entries.length), ...entries]);
  const cursor = new Cursor(section);
  const count = cursor.unsigned();
  return joined([unsignedLeb(count + entries.length), section.subarray(cursor.at), ...entries]);
}
