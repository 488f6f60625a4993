/** A small assembler for the filters that Linux runs before every system call (classic BPF over `seccomp_data`). */

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

function instructionsOf(rule: CallRule): Instruction[] {
  const then = rule.kind === 'deny' ? [give(ERRNO | rule.errno)] : argumentTest(rule);
  return [[JUMP_EQUAL, 0, then.length, rule.call], ...then];
}

/** The filter as the bytes that `--seccomp` of bubblewrap and `prctl(PR_SET_SECCOMP)` take, on a little-endian machine. */
export function assembleFilter({ architecture, foreignFrom, newest, rules }: CallFilter): Buffer {
  const instructions: Instruction[] = [
    load(ARCHITECTURE_AT),
    [JUMP_EQUAL, 1, 0, architecture],
    give(KILL_PROCESS),
    load(NUMBER_AT),
    ...(foreignFrom === null ? [] : [[JUMP_NOT_LESS, 0, 1, foreignFrom] as const, give(KILL_PROCESS)]),
    ...rules.flatMap(instructionsOf),
    [JUMP_GREATER, 0, 1, newest],
    give(ERRNO | ENOSYS),
    give(ALLOW),
  ];
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
