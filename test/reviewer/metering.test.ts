/** A rewritten module does what it did before, and counts exactly: by hand, by chance, and over the pinned engines. */

import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Bug, known } from '../../server/kernel/assert.ts';
import { findBinaries, readBinary } from '../../server/reviewer/sandbox/embedded/binaries.ts';
import {
  FULL_GAUGE,
  fill,
  fuelLeft,
  GAUGE_EXPORT,
  type Gauge,
  isTooDeep,
  STACK_MB,
  TICK,
  TOO_DEEP,
} from '../../server/reviewer/sandbox/embedded/metering/gauge.ts';
import { metered } from '../../server/reviewer/sandbox/embedded/metering/metered.ts';
import { type Assembly, assembled, code } from './wasm-assembly.ts';

const FUEL = 10_000_000;

interface Instance {
  /** The first function of the module. */
  readonly main: (value: number) => number;
  readonly gauge: Gauge | undefined;
}

function instanceOf(bytes: Uint8Array<ArrayBuffer>): Instance {
  const exports = new WebAssembly.Instance(new WebAssembly.Module(bytes), {}).exports as Record<string, unknown>;
  return { main: exports.main as Instance['main'], gauge: exports[GAUGE_EXPORT] as Gauge | undefined };
}

/** What the module answers, and what it costs, with `fuel` ticks. */
function run(assembly: Assembly, value: number, fuel = FUEL): { answer: number | 'trap'; used: number; deep: boolean } {
  const { main, gauge } = instanceOf(metered(assembled(assembly)));
  const counted = known(gauge, 'gauge');
  fill(counted, fuel);
  let answer: number | 'trap';
  try {
    answer = main(value);
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
    answer = 'trap';
  }
  return { answer, used: fuel - fuelLeft(counted), deep: isTooDeep(counted) };
}

interface Levels {
  readonly deepest: number;
  readonly oneLess: string;
  readonly oneMore: string;
}

/** In a thread with such a stack: how many levels a recursion of one argument has until the count ends it. */
async function levelsOn(stackSizeMb: number, bytes: Uint8Array<ArrayBuffer>): Promise<Levels> {
  const source = `
    const { parentPort, workerData } = require('node:worker_threads');
    const exports = new WebAssembly.Instance(new WebAssembly.Module(workerData), {}).exports;
    const gauge = exports.${GAUGE_EXPORT};
    const end = (levels) => {
      gauge.value = ${FULL_GAUGE}n;
      try {
        exports.main(levels);
        return 'answered';
      } catch (error) {
        return error instanceof WebAssembly.RuntimeError && (gauge.value & ${TOO_DEEP}n) !== 0n ? 'counted' : String(error);
      }
    };
    end(1_000_000_000);
    const deepest = Number((${FULL_GAUGE}n - (gauge.value - gauge.value % ${TICK}n)) / ${TICK}n) - 2;
    parentPort.postMessage({ deepest, oneLess: end(deepest), oneMore: end(deepest + 1) });`;
  const worker = new Worker(source, { eval: true, workerData: bytes, resourceLimits: { stackSizeMb } });
  const [answer] = await once(worker, 'message');
  return answer;
}

describe('ticks', () => {
  const countDown = code.body(code.loop(code.decrement(0), code.get(0), code.branchIf(0)), code.get(0));

  test('one for each pass of a loop', () => {
    expect(run({ functions: [countDown] }, 1_000)).toEqual({ answer: 0, used: 1_000, deep: false });
  });

  test('the last tick may be used, the one after it traps', () => {
    expect(run({ functions: [countDown] }, 1_000, 1_000).answer).toBe(0);
    expect(run({ functions: [countDown] }, 1_000, 999)).toEqual({ answer: 'trap', used: 1_000, deep: false });
  });

  test('code without loops costs nothing while its runs are short', () => {
    expect(run({ functions: [code.body(code.get(0))] }, 7)).toEqual({ answer: 7, used: 0, deep: false });
  });

  test('a long run of instructions costs one for each 64', () => {
    const sum = Array.from({ length: 100 }, () => code.decrement(0)).flat();
    expect(run({ functions: [code.body(sum, code.get(0))] }, 100)).toEqual({ answer: 0, used: 6, deep: false });
  });

  test('copying and filling cost one for each 64 bytes, however they are spread', () => {
    const moved = (operation: readonly number[], bytes: number): number =>
      run(
        { functions: [code.body(code.constant(0), code.constant(8), code.constant(bytes), operation, code.get(0))] },
        1,
      ).used;
    expect([63, 64, 6_400].map((bytes) => moved(code.copy, bytes))).toEqual([0, 1, 100]);
    expect([63, 64, 6_400].map((bytes) => moved(code.fill, bytes))).toEqual([0, 1, 100]);
  });

  test('a copy that is not paid for is not made', () => {
    const body = code.body(code.constant(0), code.constant(8), code.constant(64_000), code.copy, code.get(0));
    expect(run({ functions: [body] }, 1, 999).answer).toBe('trap');
  });

  test('memory costs by its pages when it grows, and nothing when it may not', () => {
    const body = code.body(code.get(0), code.grow);
    expect(run({ functions: [body], maximumPages: 4 }, 3)).toEqual({ answer: 1, used: 3 * 1_024, deep: false });
    expect(run({ functions: [body], maximumPages: 4 }, 9)).toEqual({ answer: -1, used: 0, deep: false });
  });
});

describe('recursion', () => {
  /** f(n) = n < 1 ? 0 : then, with n one less. */
  const unlessZero = (...then: readonly (readonly number[])[]): readonly number[] =>
    code.body(code.get(0), code.choose([...code.decrement(0), ...then.flat()], code.constant(0)));
  const onceAgain = (call: readonly number[]): readonly number[] => unlessZero(code.get(0), call);

  test('costs a tick for each call, so that no tree of calls is free', () => {
    const doubling = unlessZero(code.get(0), code.call(0), code.get(0), code.call(0), code.add);
    expect(run({ functions: [doubling] }, 10)).toEqual({ answer: 0, used: 2 ** 11 - 1, deep: false });
    expect(run({ functions: [doubling] }, 60)).toEqual({ answer: 'trap', used: FUEL + 1, deep: false });
  });

  test('ends at a counted depth, on a stack as the engines have it', async () => {
    const bytes = metered(assembled({ functions: [onceAgain(code.call(0))] }));
    const levels = await levelsOn(STACK_MB, bytes);
    expect(levels.deepest).toBeGreaterThan(100_000);
    expect(levels).toEqual({ deepest: levels.deepest, oneLess: 'answered', oneMore: 'counted' });
    // The same machine code on the stack of this thread: nothing but the machine ends it.
    expect(() => run({ functions: [onceAgain(code.call(0))] }, levels.deepest)).toThrow(RangeError);
  });

  test('is found through the table and through other functions', () => {
    const throughTable = { functions: [onceAgain([...code.constant(0), ...code.callTable])], table: [0] };
    expect(run(throughTable, 100)).toMatchObject({ answer: 0, used: 101 });
    expect(run({ functions: [onceAgain(code.call(1)), onceAgain(code.call(0))] }, 99)).toMatchObject({
      answer: 0,
      used: 50,
    });
  });

  test('gives its depth back at every way out of a function', () => {
    const callOften = code.body(
      code.loop(code.constant(3), code.call(1), code.drop, code.decrement(0), code.get(0), code.branchIf(0)),
      code.get(0),
    );
    const leavesEarly = unlessZero(code.get(0), code.call(1), code.leave);
    const often = { functions: [callOften, leavesEarly] };
    expect(run(often, 1_000_000)).toEqual({ answer: 0, used: 5_000_000, deep: false });
  });
});

type Statement =
  | { readonly kind: 'add'; readonly value: number }
  | { readonly kind: 'copy'; readonly bytes: number }
  | { readonly kind: 'repeat'; readonly times: number; readonly statements: readonly Statement[] }
  | { readonly kind: 'leaveWhenOdd' };

const RESULT = 1;
const FIRST_COUNTER = 2;
const DEPTH_MAX = 5;

const { statements } = fc.letrec<{ statements: readonly Statement[]; statement: Statement }>((tie) => ({
  statements: fc.array(tie('statement'), { minLength: 1, maxLength: 4 }),
  statement: fc.oneof(
    { depthSize: 'medium', maxDepth: DEPTH_MAX },
    fc.record({ kind: fc.constant('add' as const), value: fc.integer({ min: 0, max: 9 }) }),
    fc.record({ kind: fc.constant('copy' as const), bytes: fc.integer({ min: 0, max: 1_000 }) }),
    fc.record({ kind: fc.constant('leaveWhenOdd' as const) }),
    fc.record({
      kind: fc.constant('repeat' as const),
      times: fc.integer({ min: 1, max: 4 }),
      statements: tie('statements'),
    }),
  ),
}));

function compiled(list: readonly Statement[], depth = 0): readonly number[] {
  return list.flatMap((one) => {
    if (one.kind === 'add') {
      return [...code.get(RESULT), ...code.constant(one.value), ...code.add, ...code.set(RESULT)];
    }
    if (one.kind === 'copy') {
      return [...code.constant(0), ...code.constant(9), ...code.constant(one.bytes), ...code.copy];
    }
    if (one.kind === 'leaveWhenOdd') {
      return [...code.get(RESULT), ...code.constant(1), ...code.and, ...code.when(code.get(RESULT), code.leave)];
    }
    const counter = FIRST_COUNTER + depth;
    const again = [...code.decrement(counter), ...code.get(counter), ...code.branchIf(0)];
    const inner = code.loop(compiled(one.statements, depth + 1), again);
    return [...code.constant(one.times), ...code.set(counter), ...inner];
  });
}

/** What the statements cost; `left` when they left the function. */
function costOf(list: readonly Statement[], state: { result: number; ticks: number }): 'left' | 'done' {
  for (const one of list) {
    if (one.kind === 'add') state.result += one.value;
    else if (one.kind === 'copy') state.ticks += Math.floor(one.bytes / 64);
    else if (one.kind === 'leaveWhenOdd' && state.result % 2 === 1) return 'left';
    for (let pass = 0; one.kind === 'repeat' && pass < one.times; pass += 1) {
      state.ticks += 1;
      if (costOf(one.statements, state) === 'left') return 'left';
    }
  }
  return 'done';
}

test('programs of loops, copies and early ends answer as before, and cost what they must', () => {
  fc.assert(
    fc.property(statements, (list) => {
      const assembly = { functions: [code.body(compiled(list), code.get(RESULT))] };
      const state = { result: 0, ticks: 0 };
      costOf(list, state);
      const before = instanceOf(assembled(assembly)).main(0);
      expect(before).toBe(state.result);
      expect(run(assembly, 0)).toEqual({ answer: before, used: state.ticks, deep: false });
      if (state.ticks > 0) expect(run(assembly, 0, state.ticks - 1).answer).toBe('trap');
    }),
  );
});

describe('binaries', () => {
  test.each(['pythonWasm', 'quickjsWasm', 'sqliteWasm'] as const)('%s is understood whole, and stays valid', (name) => {
    const binary = readBinary(name, findBinaries());
    const rewritten = metered(binary);
    expect(() => new WebAssembly.Module(rewritten)).not.toThrow();
    expect(Buffer.compare(rewritten, metered(binary))).toBe(0);
  });

  const body = (instruction: readonly number[]): Uint8Array =>
    assembled({ functions: [code.body(instruction, code.get(0))] });

  test.each([
    ['atomic', [0xfe, 0x03, 0x00]],
    ['vector', [0xfd, 0x0c]],
    ['call at the end', [0x12, 0x00]],
    ['catch', [0x07, 0x00]],
    ['table copy', [0xfc, 14, 0, 0]],
  ])('an instruction of a kind that was not thought about is a bug: %s', (_kind, instruction) => {
    expect(() => metered(body(instruction))).toThrow(Bug);
  });

  test('what is cut short or is no binary at all is a bug', () => {
    const whole = body(code.constant(1));
    expect(() => metered(whole.subarray(0, whole.length - 1))).toThrow(Bug);
    expect(() => metered(Buffer.from('no binary'))).toThrow(Bug);
  });
});
