/** A very small assembler of WebAssembly, for modules whose every instruction a test knows. */

import { joined, signedLeb, unsignedLeb } from '../../server/reviewer/sandbox/embedded/metering/wasm-binary.ts';

type Code = readonly number[];

/** All functions take and give one i32; the first is exported as `main`. There is a memory of one page. */
export interface Assembly {
  readonly functions: readonly Code[];
  /** Numbers of the functions in the table. */
  readonly table?: readonly number[];
  readonly maximumPages?: number;
}

const I32 = 0x7f;
const EMPTY = 0x40;
const END = 0x0b;
/** Of every function: the parameter is local 0, and there are eight locals of its own. */
const LOCALS = [1, 8, I32];

/** Pieces of code. Those that give a value leave it for the next one. */
export const code = {
  body: (...pieces: readonly Code[]): Code => [...pieces.flat(), END],
  get: (local: number): Code => [0x20, local],
  set: (local: number): Code => [0x21, local],
  constant: (value: number): Code => [0x41, ...signedLeb(BigInt(value))],
  decrement: (local: number): Code => [0x20, local, 0x41, 1, 0x6b, 0x21, local],
  add: [0x6a] as Code,
  and: [0x71] as Code,
  drop: [0x1a] as Code,
  leave: [0x0f] as Code,
  loop: (...pieces: readonly Code[]): Code => [0x03, EMPTY, ...pieces.flat(), END],
  branchIf: (blocks: number): Code => [0x0d, blocks],
  call: (number: number): Code => [0x10, number],
  callTable: [0x11, 0, 0] as Code,
  copy: [0xfc, 10, 0, 0] as Code,
  fill: [0xfc, 11, 0] as Code,
  grow: [0x40, 0] as Code,
  /** Takes a value. */
  when: (...pieces: readonly Code[]): Code => [0x04, EMPTY, ...pieces.flat(), END],
  /** Takes a value; both sides give one. */
  choose: (then: Code, otherwise: Code): Code => [0x04, I32, ...then, 0x05, ...otherwise, END],
};

export function assembled({ functions, table = [], maximumPages = 1 }: Assembly): Uint8Array<ArrayBuffer> {
  const sections: [number, Code][] = [
    [1, [1, 0x60, 1, I32, 1, I32]],
    [3, [functions.length, ...functions.map(() => 0)]],
    [4, [1, 0x70, 0, table.length]],
    [5, [1, 1, 1, maximumPages]],
    [7, [1, 4, ...Buffer.from('main'), 0, 0]],
    ...(table.length === 0 ? [] : ([[9, [1, 0, 0x41, 0, END, table.length, ...table]]] as [number, Code][])),
    [
      10,
      [
        functions.length,
        ...functions.flatMap((body) => [...unsignedLeb(LOCALS.length + body.length), ...LOCALS, ...body]),
      ],
    ],
  ];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return joined([header, ...sections.flatMap(([kind, body]) => [[kind, ...unsignedLeb(body.length)], body])]);
}
