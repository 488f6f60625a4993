/** A small assembler for the filters that Linux runs before every system call (classic BPF over `seccomp_data`). */

import { known } from '../../../kernel/assert.ts';

/** One rule: what becomes of a call. Rules are tried in their order; a rule that knows the call decides over it. */
export type CallRule =
  | { readonly kind: 'deny'; readonly call: number; readonly errno: number }
  /** Denied where any bit of `mask` is set in the argument. */
  | {
      readonly kind: 'deny_bits';
      readonly call: number;
      readonly argument: number;
      readonly mask: number;
      readonly errno: number;
    }
  /** Denied where no bit of `mask` is set in the argument. */
  | {
      readonly kind: 'need_bits';
      readonly call: number;
      readonly argument: number;
      readonly mask: number;
      readonly errno: number;
    }
  /** Denied where the lower half of the argument is one of `values`. */
  | {
      readonly kind: 'deny_values';
      readonly call: number;
      readonly argument: number;
      readonly values: readonly number[];
      readonly errno: number;
    }
  /** Denied unless the lower half of the argument is one of `values`. */
  | {
      readonly kind: 'need_values';
      readonly call: number;
      readonly argument: number;
      readonly values: readonly number[];
      readonly errno: number;
    };

export interface CallFilter {
  /** Value of `seccomp_data.arch`; a call of any other architecture kills the process. */
  readonly architecture: number;
  /** Calls from this number on kill the process: another way to call on the same processor. */
  readonly foreignFrom: number | null;
  /** Calls above this number do not exist for the program. */
  readonly newest: number;
  readonly rules: readonly CallRule[];
}

const LOAD_WORD = 0x20;
const JUMP_EQUAL = 0x15;
const JUMP_GREATER = 0x25;
const JUMP_NOT_LESS = 0x35;
const JUMP_ANY_BIT = 0x45;
const RETURN = 0x06;

const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const KILL_PROCESS = 0x80000000;
const ENOSYS = 38;

const NUMBER_AT = 0;
const ARCHITECTURE_AT = 4;
const ARGUMENTS_AT = 16;
const ARGUMENT_BYTES = 8;
const INSTRUCTION_BYTES = 8;

type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, value: number];

const load = (offset: number): Instruction => [LOAD_WORD, 0, 0, offset];
const give = (value: number): Instruction => [RETURN, 0, 0, value];

/** Tests of a loaded argument, ending in a return either way. */
function argumentTest(rule: Exclude<CallRule, { kind: 'deny' }>): Instruction[] {
  const { argument, errno } = rule;
  const loaded = load(ARGUMENTS_AT + argument * ARGUMENT_BYTES);
  const deny = give(ERRNO | errno);
  const allow = give(ALLOW);
  if (rule.kind === 'deny_bits') return [loaded, [JUMP_ANY_BIT, 0, 1, rule.mask], deny, allow];
  if (rule.kind === 'need_bits') return [loaded, [JUMP_ANY_BIT, 1, 0, rule.mask], deny, allow];
  const { values } = rule;
  const tests = values.map((value, index): Instruction => [JUMP_EQUAL, values.length - index, 0, value]);
  return rule.kind === 'deny_values' ? [loaded, ...tests, allow, deny] : [loaded, ...tests, deny, allow];
}

/** An instruction, or a test that ends in returns which all such tests share: always when it holds, and otherwise where that is said. */
type Line = Instruction | { readonly test: number; readonly value: number; readonly yes: number; readonly no?: number };

function linesOf(rule: CallRule): Line[] {
  if (rule.kind === 'deny') return [{ test: JUMP_EQUAL, value: rule.call, yes: ERRNO | rule.errno }];
  const then = argumentTest(rule);
  return [[JUMP_EQUAL, 0, then.length, rule.call], ...then];
}

const LEAF_RULES = 3;

/**
 * The rules, in the order of their calls, as a tree that halves them at each step. Whenever a process takes on a filter, Linux walks it once
 * for every call that there is: along a plain list that took twice as long, and every case takes one on.
 */
function treeOf(rules: readonly CallRule[], last: Line): readonly Line[] {
  if (rules.length <= LEAF_RULES) return [...rules.flatMap(linesOf), last];
  const middle = rules.length >> 1;
  const below = treeOf(rules.slice(0, middle), last);
  const pivot = known(rules[middle], 'rule of the middle').call;
  return [[JUMP_NOT_LESS, below.length, 0, pivot], ...below, ...treeOf(rules.slice(middle), last)];
}

/** The lines as instructions, with the shared returns behind them. */
function withReturns(lines: readonly Line[]): Instruction[] {
  const ends = [...new Set(lines.flatMap((line) => ('test' in line ? [line.yes, line.no ?? line.yes] : [])))];
  const instructions = lines.map((line, at): Instruction => {
    if (!('test' in line)) return line;
    const distance = (end: number): number => lines.length + ends.indexOf(end) - at - 1;
    const { test, value, yes, no } = line;
    return [test, distance(yes), no === undefined ? 0 : distance(no), value];
  });
  return [...instructions, ...ends.map(give)];
}

/** The filter as the bytes that `--seccomp` of bubblewrap and `prctl(PR_SET_SECCOMP)` take, on a little-endian machine. */
export function assembleFilter({ architecture, foreignFrom, newest, rules }: CallFilter): Buffer {
  // Of several rules for a call the first decides.
  const byCall = new Map(rules.toReversed().map((rule) => [rule.call, rule]));
  const inOrder = [...byCall.values()].sort((one, other) => one.call - other.call);
  const instructions = withReturns([
    load(ARCHITECTURE_AT),
    [JUMP_EQUAL, 1, 0, architecture],
    give(KILL_PROCESS),
    load(NUMBER_AT),
    ...(foreignFrom === null ? [] : [[JUMP_NOT_LESS, 0, 1, foreignFrom] as const, give(KILL_PROCESS)]),
    ...treeOf(inOrder, { test: JUMP_GREATER, value: newest, yes: ERRNO | ENOSYS, no: ALLOW }),
  ]);
  const bytes = Buffer.alloc(instructions.length * INSTRUCTION_BYTES);
  for (const [index, [code, jumpTrue, jumpFalse, value]] of instructions.entries()) {
    const at = index * INSTRUCTION_BYTES;
    bytes.writeUInt16LE(code, at);
    bytes.writeUInt8(jumpTrue, at + 2);
    bytes.writeUInt8(jumpFalse, at + 3);
    bytes.writeUInt32LE(value >>> 0, at + 4);
  }
  return bytes;
}
