/** Random calls below the interpreters, in the middle of runs: the process stays healthy, the next run starts exactly anew. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { FUZZ_SEED, replay, rounds } from '../../helpers/fuzz-settings.ts';
import { processorMsOf } from '../../helpers/process-table.ts';

const CHILD = fileURLToPath(new URL('../../helpers/wasm-fuzz-child.ts', import.meta.url));
/** A round that works so long in silence spins inside the engine: its process is killed, as the sandbox does it. */
const SILENT_MAX_MS = 10_000;
/** Nobody is waited for longer, however little of the processor he gets. */
const PATIENCE_MS = 120_000;

/** How a wild call may end: as a trap, as a limit of ours, or as numbers that do not fit. */
const KNOWN_ENDS = [
  'returned',
  'RuntimeError',
  'LimitReached',
  'ProgramExit',
  'RangeError',
  'TypeError',
  'SyntaxError',
];

const lineSchema = z.union([
  z.strictObject({ begun: z.number() }),
  z.strictObject({
    round: z.number(),
    exit: z.string(),
    told: z.record(z.string(), z.number()),
    sameMemory: z.boolean(),
    sameOutcome: z.boolean(),
  }),
]);
type Round = Extract<z.infer<typeof lineSchema>, { round: number }>;

interface Leg {
  readonly done: readonly Round[];
  /** The round in which the process fell silent, or null: it came to its end. */
  readonly silentIn: number | null;
  readonly status: number | null;
  readonly trouble: string;
}

/** Runs rounds in one process until all are done or one of them spins. */
async function runLeg(language: string, from: number, to: number): Promise<Leg> {
  const child = spawn(process.execPath, [CHILD, language, FUZZ_SEED, `${from}`, `${to}`], {
    env: {},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const done: Round[] = [];
  let begun = from;
  let silent = false;
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  let heardAt = performance.now();
  let spentBefore = processorMsOf(child.pid);
  let booting = 6;
  const watch = setInterval(() => {
    // Whoever spins spends the processor's time; on a busy machine others are silent because they get none.
    const spent = processorMsOf(child.pid) - spentBefore;
    if (spent < booting * SILENT_MAX_MS && performance.now() - heardAt < PATIENCE_MS) return;
    silent = true;
    child.kill('SIGKILL');
  }, 250);
  for await (const text of createInterface({ input: child.stdout })) {
    heardAt = performance.now();
    spentBefore = processorMsOf(child.pid);
    booting = 1;
    const line = lineSchema.parse(JSON.parse(text));
    if ('begun' in line) begun = line.begun;
    else done.push(line);
  }
  clearInterval(watch);
  return { done, silentIn: silent ? begun : null, status: await ended, trouble };
}

test.concurrent.each(['python', 'javascript'] as const)('%s survives them', async (language) => {
  const wanted = rounds(150);
  const done: Round[] = [];
  const spinning: number[] = [];
  for (let from = 0; from < wanted; ) {
    const leg = await runLeg(language, from, wanted);
    done.push(...leg.done);
    if (leg.silentIn === null) {
      expect(leg.status, leg.trouble).toBe(0);
      break;
    }
    spinning.push(leg.silentIn);
    from = leg.silentIn + 1;
  }
  for (const { round, ...rest } of done)
    expect(rest, replay(round)).toMatchObject({ sameMemory: true, sameOutcome: true });
  expect(done.length + spinning.length).toBe(wanted);
  // A spin is what the wall clock of the sandbox is for; were there many, this would test little.
  expect(spinning.length, `spins in ${spinning.join(', ')}`).toBeLessThanOrEqual(Math.ceil(wanted / 20));
  const calls = done.flatMap(({ told }) => Object.values(told)).reduce((sum, count) => sum + count, 0);
  expect(calls).toBeGreaterThan(wanted);
  const strange = done.flatMap(({ told }) => Object.keys(told)).filter((kind) => !KNOWN_ENDS.includes(kind));
  expect(strange).toEqual([]);
});
