/** Around a call: waiting and pace, records and replays, prices and limits. */

import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { limitReached, limitsSchema, nothingSpent } from '../../../agents/llm/limits.ts';
import { openLineFile } from '../../../agents/llm/line-file.ts';
import { type FaultKind, type Model, ModelFault, type Question, type Reply } from '../../../agents/llm/model.ts';
import { modelNameSchema } from '../../../agents/llm/model-name.ts';
import { createPace } from '../../../agents/llm/pace.ts';
import { callsIn, keyOf, NotRecorded, type RecordedCall, recording, replaying } from '../../../agents/llm/recording.ts';
import { createAsker } from '../../../agents/llm/retrying.ts';
import { microUsdOf, NO_USAGE, priceOf, priceTableSchema } from '../../../agents/llm/usage.ts';
import { question } from '../../helpers/mock-llm.ts';

const never = new AbortController().signal;
const saying = (text: string, given: Partial<Reply> = {}): Reply => ({
  text,
  finish: 'stop',
  usage: NO_USAGE,
  model: 'm',
  ...given,
});
const model = (ask: Model['ask']): Model => ({ name: 'openai:m', endpoint: null, ask });
const retries = { attempts: 3, baseMs: 1, maxMs: 5, chance: () => 0.5 };

/** Fails so often, then answers. */
function failing(times: number, kind: FaultKind, retryAfterMs: number | null = null) {
  let calls = 0;
  const ask = async (): Promise<Reply> => {
    calls += 1;
    if (calls <= times) throw new ModelFault(kind, 'no', retryAfterMs);
    return saying('done');
  };
  return { model: model(ask), calls: () => calls };
}

describe('asking again', () => {
  test.each(['rate_limited', 'overloaded', 'timeout', 'unreachable', 'malformed'] as const)(
    'after %s, up to the attempts',
    async (kind) => {
      const good = failing(2, kind);
      expect(await createAsker(good.model, createPace({ most: 4 }), retries)(question('x'), never)).toMatchObject({
        text: 'done',
        attempts: 3,
      });
      const bad = failing(3, kind);
      await expect(
        createAsker(bad.model, createPace({ most: 4 }), retries)(question('x'), never),
      ).rejects.toMatchObject({ kind });
      expect(bad.calls()).toBe(3);
    },
  );

  test.each(['refused_key', 'bad_request'] as const)('never after %s', async (kind) => {
    const bad = failing(1, kind);
    await expect(createAsker(bad.model, createPace({ most: 4 }), retries)(question('x'), never)).rejects.toMatchObject({
      kind,
    });
    expect(bad.calls()).toBe(1);
  });

  test('what the provider asks for is waited for, by everybody, and is no working time', async () => {
    const pace = createPace({ most: 4 });
    const restMs = 1_000;
    const limited = failing(1, 'rate_limited', restMs);
    const asked = createAsker(limited.model, pace, retries)(question('x'), never);
    while (limited.calls() === 0) await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    const other = createAsker(
      model(async () => saying('other')),
      pace,
      retries,
    )(question('y'), never);
    const [first, second] = await Promise.all([asked, other]);
    expect(first.waitedMs).toBeGreaterThanOrEqual(0.9 * restMs);
    expect(second.waitedMs).toBeGreaterThan(0);
    expect(first.workingMs).toBeLessThan(0.9 * restMs);
  });

  test('an abort ends the wait', async () => {
    const stop = new AbortController();
    const asked = createAsker(
      failing(1, 'rate_limited', 600_000).model,
      createPace({ most: 1 }),
      retries,
    )(question('x'), stop.signal);
    setTimeout(() => stop.abort(new Error('enough')), 20);
    await expect(asked).rejects.toThrow();
  });
});

describe('pace', () => {
  test('never more at once than allowed; more after good answers, fewer after a request for patience', async () => {
    const pace = createPace({ most: 8 });
    let running = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      expect(running).toBeLessThanOrEqual(pace.state.allowed);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
    };
    expect(pace.state.allowed).toBe(2);
    await Promise.all(Array.from({ length: 100 }, () => pace.run(work, never)));
    expect(pace.state).toMatchObject({ allowed: 8, running: 0, waiting: 0 });
    expect(most).toBe(8);
    pace.rest(0);
    expect(pace.state.allowed).toBe(4);
  });

  test('who waits and is aborted leaves the queue; who fails frees the place', async () => {
    const pace = createPace({ most: 1 });
    const stop = new AbortController();
    const first = pace.run(() => new Promise<void>((resolve) => setTimeout(resolve, 30)), never);
    const second = pace.run(async () => undefined, stop.signal);
    stop.abort(new Error('gone'));
    await expect(second).rejects.toThrow('gone');
    await first;
    await expect(pace.run(() => Promise.reject(new Error('no')), never)).rejects.toThrow('no');
    expect((await pace.run(async () => 1, never)).value).toBe(1);
  });
});

describe('recordings', () => {
  test('all that decides an answer is in the key, the repetition included', () => {
    const base: Question = question('x');
    const named = { name: 'openai:m', endpoint: null };
    const others = [
      keyOf(named, { ...base, repetition: 2 }),
      keyOf(named, { ...base, temperature: 0.5 }),
      keyOf(named, { ...base, maxTokens: 1 }),
      keyOf(named, { ...base, schema: { name: 's', json: {} } }),
      keyOf(named, question('y')),
      keyOf({ ...named, endpoint: 'http://a' }, base),
      keyOf({ ...named, name: 'openai:n' }, base),
    ];
    expect(new Set([keyOf(named, base), ...others]).size).toBe(others.length + 1);
    expect(keyOf(named, question('x'))).toBe(keyOf(named, base));
  });

  test('a run that is written down can be played again without the model, byte for byte', async () => {
    const lines: RecordedCall[] = [];
    let asked = 0;
    const one = recording(
      model(async ({ repetition }) => {
        asked += 1;
        return saying(`answer ${asked} of ${repetition}`);
      }),
      (call) => lines.push(call),
      new Map(),
    );
    const questions = [question('x'), question('x', { repetition: 2 }), question('x')];
    const live = [];
    for (const each of questions) live.push(await one.ask(each, never));
    expect(asked).toBe(2);
    const replay = replaying(one, callsIn(lines.map((line) => JSON.stringify(line))));
    const again = [];
    for (const each of questions) again.push(await replay.ask(each, never));
    expect(again).toEqual(live);
    await expect(replay.ask(question('z'), never)).rejects.toBeInstanceOf(NotRecorded);
  });

  test('a refusal stands on record and is asked again', async () => {
    const lines: RecordedCall[] = [];
    const one = recording(
      model(async () => saying('no', { finish: 'refused' })),
      (call) => lines.push(call),
      new Map(),
    );
    await one.ask(question('x'), never);
    await one.ask(question('x'), never);
    expect(lines).toHaveLength(2);
  });

  test('a damaged line is named', () => {
    const asked = question('Are tests needed?');
    const key = keyOf({ name: 'm', endpoint: null }, asked);
    const call: RecordedCall = { key, model: 'm', endpoint: null, question: asked, reply: saying('x') };
    const line = JSON.stringify(call);
    expect(callsIn([line, line]).size).toBe(1);
    expect(() => callsIn([line, 'nonsense', line])).toThrow('line 2');
    // What a reader finds beside an answer is what was asked, and of whom.
    for (const other of [line.replace('tests', 'bribes'), line.replace('"model":"m"', '"model":"gpt"')])
      expect(() => callsIn([line, other])).toThrow('line 2 of the recording: its key is not that of its question');
  });

  test('a line that a kill cut off is cut away, and the file goes on whole', () => {
    const folder = mkdtempSync(join(tmpdir(), 'arena-lines-'));
    const file = join(folder, 'lines.jsonl');
    openLineFile(file).append({ a: 'ä' });
    appendFileSync(file, '{"cut');
    const again = openLineFile(file);
    expect(again.lines).toEqual(['{"a":"ä"}']);
    again.append({ b: 2 });
    expect(readFileSync(file, 'utf8')).toBe('{"a":"ä"}\n{"b":2}\n');
    rmSync(folder, { recursive: true });
  });
});

describe('prices', () => {
  const table = priceTableSchema.parse(
    parse(readFileSync(new URL('../../../seeds/models/prices.yaml', import.meta.url), 'utf8')),
  );

  test('the models of the study have one, by their own line or a star', () => {
    expect(priceOf(table, 'anthropic:claude-3-5-haiku-latest')).toMatchObject({ input: 0.8, output: 4 });
    expect(priceOf(table, 'openai:gpt-4o-mini')).toMatchObject({ input: 0.15 });
    expect(priceOf(table, 'ollama:mistral')).toEqual({ input: 0, output: 0 });
    expect(priceOf(table, 'openai:unknown')).toBeNull();
  });

  test('cached tokens cost what the table says, reasoning is output', () => {
    const price = { input: 2, output: 10, cacheRead: 0.5, cacheWrite: 3 };
    const usage = { input: 1_000, cacheRead: 600, cacheWrite: 100, output: 50, reasoning: 40 };
    expect(microUsdOf(usage, price)).toBe(300 * 2 + 600 * 0.5 + 100 * 3 + 50 * 10);
    expect(microUsdOf(usage, { input: 2, output: 10 })).toBe(1_000 * 2 + 50 * 10);
  });
});

test('each limit stops further calls, and says which it is', () => {
  const limits = limitsSchema.parse({ turns: 2, tokens: 100, dollars: 0.01, workingSeconds: 1, wallSeconds: 2 });
  expect(limitReached(limits, nothingSpent(), 0)).toBeNull();
  expect(limitReached(limits, { ...nothingSpent(), turns: 2 }, 0)).toBe('turns');
  expect(limitReached(limits, { ...nothingSpent(), tokens: 100 }, 0)).toBe('tokens');
  expect(limitReached(limits, nothingSpent(), 10_000)).toBe('dollars');
  expect(limitReached(limits, { ...nothingSpent(), workingMs: 1_000 }, 0)).toBe('working_time');
  expect(limitReached(limits, { ...nothingSpent(), wallMs: 2_000 }, 0)).toBe('wall_time');
});

test('models are named by provider and name, or as in the study; all else is said to be wrong', () => {
  expect(modelNameSchema.parse('ollama:qwen2.5:7b')).toEqual({ provider: 'ollama', model: 'qwen2.5:7b' });
  expect(modelNameSchema.parse('mistral-7b')).toEqual({ provider: 'ollama', model: 'mistral' });
  expect(modelNameSchema.safeParse('gpt').error?.issues[0]?.message).toContain('provider:model');
});
