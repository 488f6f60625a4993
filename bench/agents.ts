/** Language-model agents in one process: what the harness costs over LangChain's bare client, and what an idle agent weighs. */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChatOpenAI } from '@langchain/openai';
import { createLlmFreelancer } from '../agents/llm/freelancer.ts';
import { openLineFile } from '../agents/llm/line-file.ts';
import type { Question } from '../agents/llm/model.ts';
import { createModelRoom, type ModelRoom, type ModelSeat } from '../agents/llm/room.ts';
import { type ModelEntry, modelEntrySchema } from '../agents/llm/roster-entry.ts';
import { emptyObservation, type ObservedProject } from '../agents/observation.ts';
import { known } from '../server/kernel/assert.ts';
import { participantId, projectId } from '../server/kernel/id.ts';
import { type Bench, collectGarbage, type Figure, inTurn, ratioOf, spreadOf } from './harness.ts';

const SERVER = fileURLToPath(new URL('./model-server.ts', import.meta.url));
const AT_ONCE = 100;
const AGENTS = 1_000;
const TARGET_MS = 2;
const TARGET_BYTES = 200_000;
const KEY = 'BENCH_KEY';
const NEVER = new AbortController().signal;
const STOPPING = { stop: NEVER, abandon: NEVER };
/** About a posting's length. */
const TEXT = 'A posting of some length, with visible cases. '.repeat(90);

async function startServer(): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const child = spawn(process.execPath, [SERVER], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(known(child.stdout, 'output'), 'data')) as [Buffer];
  return { child, url: String(line).trim() };
}

const question = (call: number): Question => ({
  turns: [{ role: 'user', text: `${call} ${TEXT}` }],
  ...{ schema: null, maxTokens: 500, temperature: 0, repetition: 1 },
});

/** Does `calls` works, a hundred at any time, and gives the milliseconds of processor time that each took. */
async function cpuMsOf(calls: number, work: (call: number) => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let call = next++; call < calls; call = next++) await work(call);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / calls;
}

function entryOf(name: string, url: string): ModelEntry {
  const kind = { kind: 'model', model: 'openai:fixed', endpoint: url, keyVariable: KEY, concurrency: 1_000 };
  return modelEntrySchema.parse({ name, ...kind });
}

/** As a run has it: paced, limited, priced, recorded and written down. */
function roomIn(folder: string, run: number): ModelRoom {
  return createModelRoom({
    prices: { on: '2026-01-01', source: 'bench', models: { 'openai:*': { input: 1, output: 1 } } },
    mode: 'live',
    record: openLineFile(join(folder, `calls-${run}.jsonl`)),
    transcript: openLineFile(join(folder, `transcript-${run}.jsonl`)),
    environment: { [KEY]: 'k' },
  });
}

function sessionOf(seat: ModelSeat, number: number) {
  return seat.openSession({ projectId: projectId(number) } as ObservedProject);
}

interface Sides {
  readonly ours: number[];
  readonly bare: number[];
}

async function measureCalls(
  url: string,
  folder: string,
  calls: number,
  runs: number,
  signal: AbortSignal,
): Promise<Sides> {
  const client = new ChatOpenAI({
    ...{ model: 'fixed', apiKey: 'k', maxRetries: 0, maxTokens: 500, temperature: 0 },
    configuration: { baseURL: url },
  });
  let run = 0;
  return inTurn(
    { runs, signal },
    async () => {
      run += 1;
      const seat = await roomIn(folder, run).seat(entryOf('One', url), 'market', STOPPING);
      const sessions = Array.from({ length: calls }, (_, call) => sessionOf(seat, call + 1));
      return cpuMsOf(calls, (call) => known(sessions[call], 'session').ask('code', question(call)));
    },
    () => cpuMsOf(calls, (call) => client.invoke([['human', `${call} ${TEXT}`]], { signal })),
  );
}

/** A thousand agents at the table, and what they weigh before anybody has posted anything; then all ask at once. */
async function measureAgents(
  url: string,
  folder: string,
): Promise<{ readonly bytes: number; readonly seconds: number }> {
  const room = roomIn(folder, 0);
  const heap = (): number => {
    collectGarbage();
    return process.memoryUsage().heapUsed;
  };
  const before = heap();
  const held: unknown[] = [];
  const seats: ModelSeat[] = [];
  for (let number = 0; number < AGENTS; number += 1) {
    const entry = entryOf(`Agent ${number}`, url);
    const seat = await room.seat(entry, 'market', STOPPING);
    const { name, skills, strategy, limits } = entry;
    const nothing = async (): Promise<null> => null;
    const workbench = { posting: nothing, tryOut: nothing, evidence: nothing, text: nothing };
    const common = { name, skills, strategy, limits, seed: 's', competitors: AGENTS, workbench, onStop: () => {} };
    held.push(createLlmFreelancer({ ...common, ...seat }), emptyObservation(participantId(number + 3)));
    seats.push(seat);
  }
  const bytes = (heap() - before) / AGENTS;
  const startedAt = performance.now();
  await Promise.all(seats.map((seat, number) => sessionOf(seat, 1).ask('code', question(number))));
  const seconds = (performance.now() - startedAt) / 1_000;
  return { bytes: known(held[0], 'agent') === null ? 0 : bytes, seconds };
}

function figuresOf({ ours, bare }: Sides, all: readonly { bytes: number; seconds: number }[]): Figure[] {
  const over = spreadOf(ours.map((value, run) => value - known(bare[run], 'bare')));
  const bytes = spreadOf(all.map((one) => one.bytes));
  const none = { ratio: null, target: null, met: null };
  return [
    {
      ...{ figure: `processor time of a call, ${AT_ONCE} at once`, unit: 'ms', ...spreadOf(ours), runs: ours.length },
      ...{ ratio: ratioOf(ours, bare, 'bare LangChain client'), target: null, met: null },
    },
    {
      ...{ figure: 'the same, over the bare client', unit: 'ms', ...over, runs: ours.length },
      ...{ ratio: null, target: `${TARGET_MS} ms`, met: over.median <= TARGET_MS },
    },
    {
      ...{ figure: `memory of an idle agent, of ${AGENTS}`, unit: 'bytes', ...bytes, runs: all.length },
      ...{ ratio: null, target: `${TARGET_BYTES} bytes`, met: bytes.median < TARGET_BYTES },
    },
    {
      ...{ figure: `${AGENTS} agents ask at once, until the last answer`, unit: 's', runs: all.length },
      ...{ ...spreadOf(all.map(({ seconds }) => seconds)), ...none },
    },
  ];
}

export const bench: Bench = async ({ quick, signal }) => {
  const folder = mkdtempSync(join(tmpdir(), 'arena-bench-agents-'));
  const { child, url } = await startServer();
  try {
    const runs = quick ? 3 : 7;
    const sides = await measureCalls(url, folder, quick ? 300 : 1_000, runs, signal);
    const all = [];
    for (let run = 0; run < (quick ? 1 : 3); run += 1) all.push(await measureAgents(url, folder));
    return {
      name: 'agents',
      figures: figuresOf(sides, all),
      notes: [
        'A provider in a process of its own answers with one fixed text over HTTP: no model, and its work is not counted.',
        'Ours: pace, limits, prices, record and transcript on disk. Bare: one ChatOpenAI that is asked the same questions.',
      ],
    };
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
};
