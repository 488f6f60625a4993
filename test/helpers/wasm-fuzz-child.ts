/**
 * Fuzzes an engine below its interpreter, in a process of its own: in the middle of a run it calls random functions of the
 * instance, and imports of ours, with random arguments, as memory that is corrupted inside the guest would. Every run must
 * come to an outcome, and the next must start from exactly the same memory. Prints one line of JSON for every round.
 */

import { isDeepStrictEqual } from 'node:util';
import { assert, known } from '../../server/kernel/assert.ts';
import { type Chance, chance } from '../../server/kernel/prng.ts';
import { findBinaries, readBinary } from '../../server/reviewer/sandbox/embedded/binaries.ts';
import { bootTexts } from '../../server/reviewer/sandbox/embedded/boot-texts.ts';
import type { Engine, GuestOutcome } from '../../server/reviewer/sandbox/embedded/guest-run.ts';
import { startJavascript } from '../../server/reviewer/sandbox/embedded/javascript/engine.ts';
import { startPython } from '../../server/reviewer/sandbox/embedded/python/engine.ts';
import type { RunRequest } from '../../server/reviewer/sandbox.ts';
import { HONEST, LIMITS, taskOf } from '../reviewer/attacks/honest.ts';

type Callable = (...values: (number | bigint)[]) => unknown;

const CALLS_MAX = 24;
const RealInstance = WebAssembly.Instance;

interface FunctionTable {
  readonly length: number;
  get(slot: number): Callable | null;
}

function exportsOf(instance: WebAssembly.Instance): Readonly<Record<string, unknown>> {
  return instance.exports as Readonly<Record<string, unknown>>;
}

const seen: { instance: WebAssembly.Instance | undefined; imports: Callable[]; atStart: Uint8Array | undefined } = {
  instance: undefined,
  imports: [],
  atStart: undefined,
};
/** What happens at the next call of the guest to the host: nothing, a look at its memory, or the attack. */
let watch: 'nothing' | 'look' | { readonly random: Chance; readonly told: Record<string, number> } = 'nothing';

function memoryOf(instance: WebAssembly.Instance): WebAssembly.Memory {
  const memory = Object.values(exportsOf(instance)).find((one) => one instanceof WebAssembly.Memory);
  return known(memory, 'memory') as WebAssembly.Memory;
}

/** Functions that the attack calls: all of the table where the engine shows it, else all exports. */
function targets(instance: WebAssembly.Instance): (random: Chance) => Callable | null {
  const { __indirect_function_table: table, ...others } = exportsOf(instance);
  if (table !== undefined) {
    const { length } = table as FunctionTable;
    return (random) => (table as FunctionTable).get(random.below(length));
  }
  const functions = Object.values(others).filter((one) => typeof one === 'function') as Callable[];
  return (random) => random.pick(functions);
}

function argument(random: Chance, memoryBytes: number): number {
  return random.pick([
    () => random.below(8),
    () => -1,
    () => random.below(256) * 4,
    () => random.below(memoryBytes) & ~3,
    () => random.below(memoryBytes),
    () => memoryBytes - random.below(64),
    () => 0x7fffffff,
    () => random.below(0x100000000) | 0,
  ])();
}

/** Calls with numbers, and where those do not fit, with whole numbers of 64 bits in random places. */
function callWild(random: Chance, target: Callable, memoryBytes: number): void {
  const values = Array.from({ length: random.below(8) }, () => argument(random, memoryBytes));
  for (let attempt = 0; ; attempt += 1) {
    try {
      const mixed = values.map((value) => (attempt > 0 && random.below(2) === 0 ? BigInt(value) : value));
      target(...mixed);
      return;
    } catch (error) {
      if (!(error instanceof TypeError) || attempt >= 5) throw error;
    }
  }
}

function attack({ random, told }: { random: Chance; told: Record<string, number> }): void {
  const instance = known(seen.instance, 'instance');
  const pick = targets(instance);
  for (let left = 1 + random.below(CALLS_MAX); left > 0; left -= 1) {
    const target = random.below(4) === 0 ? random.pick(seen.imports) : pick(random);
    if (target === null || target === undefined) continue;
    let outcome = 'returned';
    try {
      callWild(random, target, memoryOf(instance).buffer.byteLength);
    } catch (error) {
      outcome = error instanceof Error ? error.constructor.name : `other: ${String(error)}`;
      if (random.below(3) === 0) throw error;
    } finally {
      told[outcome] = (told[outcome] ?? 0) + 1;
    }
  }
}

function watched(original: Callable): Callable {
  return (...values) => {
    const wanted = watch;
    watch = 'nothing';
    if (wanted === 'look') seen.atStart = new Uint8Array(memoryOf(known(seen.instance, 'instance')).buffer).slice();
    else if (wanted !== 'nothing') attack(wanted);
    return original(...values);
  };
}

class WatchedInstance extends RealInstance {
  constructor(module: WebAssembly.Module, given: WebAssembly.Imports) {
    const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {};
    const originals: Callable[] = [];
    for (const [group, members] of Object.entries(given)) {
      const copies: Record<string, WebAssembly.ImportValue> = {};
      for (const [name, member] of Object.entries(members)) {
        if (typeof member === 'function') originals.push(member as Callable);
        copies[name] = typeof member === 'function' ? (watched(member as Callable) as typeof member) : member;
      }
      imports[group] = copies;
    }
    super(module, imports);
    seen.instance = this;
    seen.imports = originals;
  }
}
Object.defineProperty(WebAssembly, 'Instance', { value: WatchedInstance });

function start(language: 'python' | 'javascript'): Engine {
  const paths = findBinaries();
  const { python: boot, buildFacts, javascript } = bootTexts();
  if (language === 'javascript') return startJavascript(readBinary('quickjsWasm', paths), javascript);
  const [wasm, library] = [readBinary('pythonWasm', paths), readBinary('pythonLibrary', paths)];
  const timeZones = readBinary('timeZones', paths);
  return startPython({ wasm, library, boot, buildFacts, timeZones, exchange: () => null });
}

const [language, seed = '', from = '0', to = '1'] = process.argv.slice(2);
assert(language === 'python' || language === 'javascript', 'a language whose engine can be fuzzed');
const file = language === 'python' ? 'main.py' : 'main.js';
const request: RunRequest = {
  language,
  files: { [file]: HONEST[language] },
  task: taskOf('function', file),
  limits: LIMITS,
};
const engine = start(language);

async function honest(): Promise<{ outcome: GuestOutcome; memory: Uint8Array }> {
  watch = 'look';
  const outcome = await engine.run(request);
  return { outcome, memory: known(seen.atStart, 'memory at the start') };
}

const reference = await honest();
assert(reference.outcome.exit === 'answered', `the honest program ended with ${reference.outcome.exit}`);
for (let round = Number(from); round < Number(to); round += 1) {
  const told: Record<string, number> = {};
  process.stdout.write(`${JSON.stringify({ begun: round })}\n`);
  watch = { random: chance(seed, language, round), told };
  const { exit } = await engine.run(request);
  const after = await honest();
  const sameMemory = Buffer.compare(after.memory, reference.memory) === 0;
  const sameOutcome = isDeepStrictEqual(after.outcome, reference.outcome);
  process.stdout.write(`${JSON.stringify({ round, exit, told, sameMemory, sameOutcome })}\n`);
}
