/** Reading along with a run's calls: page by page, as its files grow, and never what judges and writers were asked. */

import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { keyOf } from '../../../agents/llm/recording.ts';
import { keptCallsBeside } from '../../../cli/kept-calls.ts';
import { known } from '../../../server/kernel/assert.ts';

const folder = mkdtempSync(join(tmpdir(), 'arena-kept-calls-'));
afterAll(() => rmSync(folder, { recursive: true }));
const database = join(folder, 'arena.db');
const dir = join(`${database}.models`, 'spring');
mkdirSync(dir, { recursive: true });
const [transcript, record] = [join(dir, 'transcript.jsonl'), join(dir, 'model-calls.jsonl')];

const USAGE = { input: 100, cacheRead: 0, cacheWrite: 0, output: 20, reasoning: 0 };
const MODEL = { name: 'openai:m', endpoint: null };
const ROOM = { schema: null, maxTokens: 10, temperature: 0, repetition: 1 };

/** A call as a run writes it down, in both of its files. */
function call(text: string, more: object = {}): void {
  const turns = [{ role: 'user' as const, text }];
  const question = { ...ROOM, turns };
  const key = keyOf(MODEL, question);
  const reply = { text: `answer to ${text}`, finish: 'stop', usage: USAGE, model: null };
  appendFileSync(record, `${JSON.stringify({ key, model: MODEL.name, endpoint: null, question, reply })}\n`);
  const who = { freelancer: 'Mini', market: 'spring', project: '1', purpose: 'bid', turn: 1, key, finish: 'stop' };
  const cost = { usage: USAGE, microUsd: 27, workingMs: 5, waitedMs: 0, attempts: 1 };
  appendFileSync(transcript, `${JSON.stringify({ ...who, ...cost, ...more })}\n`);
}

const kept = known(keptCallsBeside(database), 'calls');
const all = { after: 0, limit: 100 };

test('calls of one market come in pages, filtered, with their sums, and texts only one by one', async () => {
  expect(await kept.list('spring', all)).toMatchObject({ kept: true, count: 0, calls: [] });
  call('<b>one</b>');
  call('two', { project: '2', microUsd: null });
  call('three', { freelancer: 'Haiku' });
  call('elsewhere', { market: 'spring-mini' });
  const first = await kept.list('spring', { after: 0, limit: 2 });
  expect(first).toMatchObject({ count: 3, next: 2, projects: ['1', '2'] });
  expect(JSON.stringify(first)).not.toContain('one');
  const next = await kept.list('spring', { after: 2, limit: 2 });
  expect(next.calls.map(({ number, freelancer }) => [number, freelancer])).toEqual([[3, 'Haiku']]);
  expect(next.next).toBeNull();
  const own = await kept.list('spring', { ...all, freelancer: 'Mini' });
  expect(own.sums).toEqual({ inputTokens: 200, outputTokens: 40, microUsd: 27, unpriced: 1, workingMs: 10 });
  expect((await kept.list('spring', { ...all, freelancer: 'Mini', project: '2' })).calls).toHaveLength(1);
  const told = await kept.one('spring', 1);
  expect(told).toMatchObject({
    texts: 'told',
    turns: [
      { role: 'user', text: '<b>one</b>' },
      { role: 'assistant', text: 'answer to <b>one</b>' },
    ],
  });
  expect(await kept.one('spring', 4)).toBeNull();
  expect(await kept.one('spring', -1)).toBeNull();
  expect((await kept.list('spring-mini', all)).count).toBe(1);
  expect((await kept.list('autumn', all)).count).toBe(0);
});

test.each(['rubric', 'criterion', 'compare', 'draft', 'reference', 'second', 'wrong'])(
  'what is asked for %s holds parts of answer keys and is withheld',
  async (purpose) => {
    call(`the hidden case of ${purpose}`, { purpose });
    const { count } = await kept.list('spring', all);
    const found = await kept.one('spring', count);
    expect(found).toMatchObject({ texts: 'withheld', call: { purpose } });
    expect(JSON.stringify(found)).not.toContain('hidden case');
  },
);

const HALF = '{"freelancer":"Mini"';

test('half a line is read when it is whole, and no line twice', async () => {
  const { count } = await kept.list('spring', all);
  appendFileSync(transcript, HALF);
  expect((await kept.list('spring', all)).count).toBe(count);
  // What a kill cut off is cut away by the process that goes on.
  truncateSync(transcript, statSync(transcript).size - HALF.length);
  call('four');
  const both = await Promise.all([kept.list('spring', all), kept.list('spring', all)]);
  expect(both.map((one) => one.count)).toEqual([count + 1, count + 1]);
});

test('a call whose record is gone says so', async () => {
  call('five', { key: '0'.repeat(64) });
  const { count } = await kept.list('spring', all);
  expect(await kept.one('spring', count)).toMatchObject({ texts: 'lost' });
});

test('a server in memory keeps none', () => {
  expect(keptCallsBeside(null)).toBeNull();
});
