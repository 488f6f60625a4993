/** Models think at once and act in their turn: whoever answers first, the log is the same, also where it was cut off on the way. */

import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LineFile } from '../../agents/llm/line-file.ts';
import type { Model, Question, Reply } from '../../agents/llm/model.ts';
import type { RecordedCall } from '../../agents/llm/recording.ts';
import { roleEntry } from '../../agents/llm/role-entry.ts';
import { createModelRoom, type ModelRoom } from '../../agents/llm/room.ts';
import { parseConfig } from '../../agents/tournament/config.ts';
import { rosterSchema } from '../../agents/tournament/roster.ts';
import { runTournament, type TournamentRun } from '../../agents/tournament/runner.ts';
import { createMemoryStore } from '../../db/memory/store.ts';
import { buildCorpus } from '../../seeds/corpus.ts';
import { createArena } from '../../server/app.ts';
import type { Store } from '../../server/engine/ports.ts';
import { createGround } from '../../server/ground.ts';
import { marketId } from '../../server/kernel/id.ts';
import { type Reviewing, startReviewing } from '../../server/workshop.ts';
import { OPINION, written } from '../helpers/taught-llm.ts';

const PACKAGES = buildCorpus('starter', 'starter-1').slice(0, 3);
const NAMES = ['Ada', 'Bob', 'Cy', 'Dee'];
const PRICES = { on: '2026-01-01', source: 'this test', models: { 'openai:*': { input: 1, output: 2 } } };

let reviewing: Reviewing;
beforeAll(async () => {
  reviewing = await startReviewing({ workers: 1, cache: true });
});
afterAll(() => reviewing.close());

/** A provider in this process: knows the corpus, takes as long as it is told, and counts how many ask it at once. */
function provider(delayOf: (call: number) => number) {
  const state = { calls: 0, running: 0, most: 0, ended: 0 };
  const answerTo = ({ turns }: Question): string => {
    const whole = turns.map(({ text }) => text).join('\n');
    if ((turns.at(-1)?.text ?? '').includes('must fit this JSON Schema')) return JSON.stringify(OPINION);
    const project = PACKAGES.slice(0, 2).find(({ title }) => whole.includes(title));
    return project === undefined ? 'I cannot do that.' : written(project);
  };
  const ask: Model['ask'] = async (question, signal): Promise<Reply> => {
    state.calls += 1;
    state.running += 1;
    state.most = Math.max(state.most, state.running);
    try {
      await setTimeout(delayOf(state.calls), undefined, { signal });
    } finally {
      state.running -= 1;
    }
    state.ended += 1;
    const usage = { input: 100, cacheRead: 0, cacheWrite: 0, output: 50, reasoning: 0 };
    return { text: answerTo(question), finish: 'stop', usage, model: 'm' };
  };
  return { state, ask };
}

/** Lines in memory that outlive a room, as files outlive a process. */
function lineFile(): LineFile & { readonly lines: string[] } {
  const lines: string[] = [];
  return { lines, append: (value) => void lines.push(JSON.stringify(value)) };
}

interface Stage {
  readonly store: Store;
  readonly record: ReturnType<typeof lineFile>;
  readonly transcript: ReturnType<typeof lineFile>;
}
const newStage = (): Stage => ({ store: createMemoryStore(), record: lineFile(), transcript: lineFile() });

type Paces = NonNullable<Parameters<typeof createModelRoom>[0]['paces']>;

function roomOn({ record, transcript }: Stage, ask: Model['ask'], paces: Paces = new Map()): ModelRoom {
  const connect = async (): Promise<Model> => ({ name: 'openai:m', endpoint: null, ask });
  return createModelRoom({ prices: PRICES, mode: 'live', record, transcript, environment: {}, connect, paces });
}

interface Wishes {
  readonly concurrency?: number;
  readonly protocol?: 'auction' | 'solo';
  readonly limits?: object;
  readonly rounds?: number;
}

async function play(stage: Stage, ask: Model['ask'], wishes: Wishes = {}, more: Partial<TournamentRun> = {}) {
  const { concurrency = 8, protocol = 'auction', limits = {}, rounds = 1 } = wishes;
  const parsed = parseConfig({ name: 't', seed: 's', protocol, rounds, minutesBetweenPosts: 0, corpus: { limit: 3 } });
  if (!parsed.ok) throw new Error('the configuration is wrong');
  const entry = { kind: 'model', model: 'openai:m', endpoint: 'http://127.0.0.1:1', concurrency, limits };
  const entries = NAMES.map((name) => ({ ...entry, name }));
  const roster = rosterSchema.parse({ name: 'r', description: 'd', entries });
  const arena = createArena({ store: stage.store });
  const { reviewer } = reviewing;
  const ground = createGround({ arena, reviewer, corpusName: 'starter', packages: PACKAGES, concurrency: 1 });
  const models = roomOn(stage, ask);
  const { signal } = new AbortController();
  try {
    await runTournament({ config: parsed.config, roster, ground, models, signal, onProgress: () => {}, ...more });
  } finally {
    await arena.close();
  }
}

/** Both logs in few words: a difference of thousands of lines helps nobody. */
async function expectSameLog(one: Stage, other: Stage): Promise<void> {
  expect((await logsOf(one)) === (await logsOf(other)), 'the logs have the same bytes').toBe(true);
}

async function logsOf({ store }: Stage): Promise<string> {
  const logs = [];
  for (const id of [...(await store.markets())].sort()) logs.push(await store.events(marketId(id), 0, 100_000));
  return JSON.stringify(logs);
}

const quick = () => 0;
/** Later calls come back first. */
const backwards = (call: number): number => 40 - (call % 5) * 8;

test('bids on all projects of a moment are asked for at once; one call at a time or many, slow or fast, the log is the same', async () => {
  const alone = newStage();
  const one = provider(quick);
  await play(alone, one.ask, { concurrency: 1 });
  const many = newStage();
  const other = provider(backwards);
  await play(many, other.ask, { concurrency: 64 });
  expect(one.state.most).toBe(1);
  expect(other.state.most).toBeGreaterThanOrEqual(NAMES.length * PACKAGES.length);
  await expectSameLog(many, alone);
  expect((await logsOf(many)).match(/"BidPlaced"/g)).toHaveLength(NAMES.length * PACKAGES.length);
});

test('stopped while models think: what they were asked comes to its end and is on record; the run goes on to the same log', async () => {
  const whole = newStage();
  const first = provider(quick);
  await play(whole, first.ask);
  for (const stopAt of [1, 3, 9, 13]) {
    const stage = newStage();
    const stop = new AbortController();
    const stopped = provider((call) => {
      if (call === stopAt) stop.abort(new Error('enough for today'));
      return 10;
    });
    await expect(play(stage, stopped.ask, {}, { signal: stop.signal })).rejects.toThrow('enough for today');
    expect(stopped.state.ended).toBe(stopped.state.calls);
    expect(stage.record.lines).toHaveLength(stopped.state.calls);
    const rest = provider(backwards);
    await play(stage, rest.ask);
    await expectSameLog(stage, whole);
    // Nothing was asked twice.
    expect(stopped.state.calls + rest.state.calls).toBe(first.state.calls);
    expect(stage.transcript.lines).toHaveLength(whole.transcript.lines.length);
  }
});

test('given up at once, calls that had begun are asked again, and the log is still the same', async () => {
  const whole = newStage();
  await play(whole, provider(quick).ask);
  const stage = newStage();
  const stop = new AbortController();
  const stopped = provider((call) => {
    if (call === 5) stop.abort(new Error('now'));
    return call > 3 ? 60_000 : 0;
  });
  const both = { signal: stop.signal, abandon: stop.signal };
  await expect(play(stage, stopped.ask, {}, both)).rejects.toThrow('now');
  await play(stage, provider(quick).ask);
  await expectSameLog(stage, whole);
});

test('a cap in dollars is met at the same call whoever answers first, and also by a run that was stopped', async () => {
  // A call is 100 × 1 + 50 × 2 = 200 millionths: the cap is met after two of them, on the way through three projects.
  const limits = { dollars: 0.0004 };
  const whole = newStage();
  const first = provider(quick);
  await play(whole, first.ask, { limits });
  expect(first.state.calls).toBe(2 * NAMES.length);
  const slow = newStage();
  await play(slow, provider(backwards).ask, { limits });
  await expectSameLog(slow, whole);
  const stage = newStage();
  const stop = new AbortController();
  const stopped = provider((call) => {
    if (call === 6) stop.abort(new Error('enough'));
    return 5;
  });
  await expect(play(stage, stopped.ask, { limits }, { signal: stop.signal })).rejects.toThrow('enough');
  const rest = provider(quick);
  await play(stage, rest.ask, { limits });
  expect(stopped.state.calls + rest.state.calls).toBe(first.state.calls);
  await expectSameLog(stage, whole);
});

test('markets side by side, rounds as repetitions: each round is a question of its own, on record as such', async () => {
  const stage = newStage();
  const asked = provider(backwards);
  await play(stage, asked.ask, { protocol: 'solo', rounds: 2 });
  const calls = stage.record.lines.map((line) => JSON.parse(line) as RecordedCall);
  const repetitions = calls.map(({ question }) => (question as Question).repetition);
  expect(repetitions.filter((repetition) => repetition === 1)).toHaveLength(repetitions.length / 2);
  expect(new Set(repetitions)).toEqual(new Set([1, 2]));
  expect(new Set(calls.map(({ key }) => key)).size).toBe(calls.length);
  const again = newStage();
  await play(again, provider(quick).ask, { protocol: 'solo', rounds: 2, concurrency: 1 });
  await expectSameLog(again, stage);
});

test('runs beside each other ask a provider as one: the patience that it asks of one is kept by all', async () => {
  const entry = roleEntry('judge', { model: 'openai:m', endpoint: 'http://127.0.0.1:1' });
  const { signal } = new AbortController();
  const paces: Paces = new Map();
  const rooms = [newStage(), newStage()].map((stage) => roomOn(stage, provider(() => 0).ask, paces));
  const restsUntil = () => rooms.map((room) => room.standing(entry.name)?.pace?.restsUntil);
  expect(restsUntil()).toEqual([undefined, undefined]);
  for (const room of rooms) await room.seat(entry, 'm', { stop: signal, abandon: signal });
  expect(restsUntil()).toEqual([null, null]);
  const [pace, ...others] = paces.values();
  expect(others).toEqual([]);
  pace?.rest(60_000);
  const [first, second] = restsUntil();
  expect(first).toBeGreaterThan(0);
  expect(second).toBe(first);
});
