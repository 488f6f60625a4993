/** Replay of an exported log: proves chain, order, time and books, and says at which event a log was changed. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMemoryStore } from '../../db/memory/store.ts';
import { chainHash, GENESIS_HASH, logLine } from '../../server/engine/chain.ts';
import { proveBooks, replay } from '../../server/engine/replay.ts';
import { packState } from '../../server/engine/snapshot.ts';
import { HOUR_MS } from '../../server/kernel/clock.ts';
import { bidId, milestoneId, participantId, projectId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { exportLog, readLog } from '../../server/log-file.ts';
import { escrowOf, walletOf } from '../../server/market/account.ts';
import type { LoggedEvent } from '../../server/market/event.ts';
import { emptyMarket } from '../../server/market/state.ts';
import { offer, posting, TEXT } from '../helpers/given.ts';
import { ANN, BOSS, faultOf, JUDGE, laid, MARKET } from '../helpers/table.ts';

const folder = mkdtempSync(join(tmpdir(), 'replay-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'market.ndjson');
let lines: string[] = [];
let live = '';

/** A project from posting to payment, with a deadline on the way; written to `file`. */
beforeAll(async () => {
  const store = createMemoryStore();
  const table = await laid({}, store);
  await table.done(BOSS, posting(100_000, { biddingMs: HOUR_MS }));
  await table.done(ANN, offer(1, 5_000));
  await table.engine.moveTo(MARKET, (await table.engine.now(MARKET)) + HOUR_MS);
  await table.done(ANN, { type: 'AcceptAward', bidId: bidId(1) });
  await table.done(ANN, { type: 'SubmitDelivery', projectId: projectId(1), filesHash: TEXT, bytes: 1 });
  const verdict = { scoreBps: 10_000, casesPassed: 3, caseCount: 3, evidenceHash: TEXT, fuel: 1, memoryBytes: 1 };
  const [delivered] = await table.logged('DeliverySubmitted');
  if (delivered === undefined) throw new Error('nothing was delivered');
  const { deliveryId } = delivered.event;
  await table.done(JUDGE, { type: 'TakeDelivery', deliveryId });
  await table.done(JUDGE, { type: 'RecordVerdict', deliveryId, ...verdict });
  await exportLog(store, MARKET, file);
  lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  live = packState(await table.engine.state(MARKET));
});

/** Replays these lines as a file would be; the message of the fault, or `sound`. */
async function replayed(changed: readonly string[]): Promise<string> {
  const other = join(folder, 'changed.ndjson');
  writeFileSync(other, `${changed.join('\n')}\n`);
  try {
    await replay(MARKET, readLog(other));
    return 'sound';
  } catch (thrown) {
    expect((thrown as Error).name).toBe('Fault');
    return (thrown as Error).message;
  }
}

/** Every value that differs from this one in a single leaf. */
function* tampered(value: unknown): Generator<unknown> {
  if (typeof value === 'number') yield* [value + 1, value - 1, -value - 7];
  else if (typeof value === 'string') yield* [`${value}x`, value.replace(/^./, (first) => (first === 'a' ? 'b' : 'a'))];
  else if (typeof value === 'boolean') yield !value;
  else if (value === null) yield 1;
  else if (Array.isArray(value)) {
    yield [...value, 1];
    for (const [index, item] of value.entries()) for (const other of tampered(item)) yield value.with(index, other);
  } else {
    for (const [key, item] of Object.entries(value as object)) {
      for (const other of tampered(item)) yield { ...(value as object), [key]: other };
    }
  }
}

test('an exported log replays to the state that the market had, and counts what is in it', async () => {
  const { state, hash, eventCount, transferCount, escrowCents } = await replay(MARKET, readLog(file));
  expect(packState(state)).toBe(live);
  expect(hash).toBe(JSON.parse(lines.at(-1) ?? '').hash);
  expect([eventCount, escrowCents]).toEqual([lines.length, 0]);
  // The deposit, the funding and the release of the one milestone.
  expect(transferCount).toBe(3);
});

test('every change of a single field is found, with the number of its event', async () => {
  const events = lines.map((line) => JSON.parse(line) as LoggedEvent);
  let count = 0;
  for (const [index, line] of lines.entries()) {
    for (const other of tampered(JSON.parse(line))) {
      const changed = events.with(index, other as LoggedEvent);
      let message = 'sound';
      try {
        await replay(MARKET, changed);
      } catch (thrown) {
        message = (thrown as Error).message;
      }
      count += 1;
      expect(message, JSON.stringify(other)).toContain(`event ${(other as LoggedEvent).seq} `);
    }
  }
  expect(count).toBeGreaterThan(500);
});

test('a line that is missing, doubled, moved or of another log is found', async () => {
  const at = (index: number): string => lines[index] ?? '';
  expect(await replayed(lines)).toBe('sound');
  expect(await replayed(lines.toSpliced(4, 1))).toContain('event 6 follows event 4');
  expect(await replayed(lines.toSpliced(4, 0, at(4)))).toContain('event 5 follows event 5');
  expect(await replayed(lines.with(4, at(5)).with(5, at(4)))).toContain('event 6 follows event 4');
  expect(await replayed(lines.slice(1))).toContain('event 2 follows event 0');
  expect(await replayed(lines.with(4, at(4).slice(0, -20)))).toContain('changed.ndjson, line 5');
  expect(await replayed(lines.with(4, ''))).toContain('event 6 follows event 4');
});

/** The log with event `seq` replaced and every hash after it computed anew, as a forger would. */
function forged(seq: number, change: (logged: LoggedEvent) => LoggedEvent): string[] {
  let previous = GENESIS_HASH;
  return lines.map((line) => {
    const logged = JSON.parse(line) as LoggedEvent;
    const other = logged.seq === seq ? change(logged) : logged;
    previous = chainHash(previous, other);
    return logLine({ ...other, hash: previous });
  });
}

test('a forger who chains the log anew is still held to time and to money', async () => {
  expect(await replayed(forged(5, (one) => one))).toBe('sound');
  expect(await replayed(forged(9, (one) => ({ ...one, at: one.at - 1 })))).toContain('event 9 goes back in time');
  const deposit = lines.findIndex((line) => line.includes('FundsDeposited')) + 1;
  const poor = forged(deposit, (one) => ({ ...one, event: { ...one.event, amountCents: cents(5) } as never }));
  expect(await replayed(poor)).toMatch(/event \d+ does not fit what went before: wallet\/1 would fall/);
  const unknown = forged(6, (one) => ({ ...one, event: { type: 'MoonLanded' } as never }));
  expect(await replayed(unknown)).toContain('event 6 does not fit');
  // The last hash, noted down when the run ended, is what tells a forgery that keeps the books.
  const { hash } = await replay(MARKET, readLog(file));
  const sly = forged(deposit, (one) => ({ ...one, event: { ...one.event, amountCents: cents(200_000_000) } as never }));
  const log = sly.map((line) => JSON.parse(line) as LoggedEvent);
  expect((await replay(MARKET, log)).hash).not.toBe(hash);
});

test('until stops after an event: the state at that moment', async () => {
  for (const until of [0, 1, 9, lines.length, lines.length + 5]) {
    const { state, eventCount, hash } = await replay(MARKET, readLog(file), until);
    const count = Math.min(until, lines.length);
    expect([eventCount, state.seq]).toEqual([count, count]);
    expect(hash).toBe(count === 0 ? GENESIS_HASH : JSON.parse(lines[count - 1] ?? '').hash);
  }
  // What comes after is not looked at.
  const broken = lines.slice(0, 9).map((line) => JSON.parse(line) as LoggedEvent);
  const tail = { ...broken[8], seq: 10 } as LoggedEvent;
  expect((await replay(MARKET, [...broken, tail], 9)).eventCount).toBe(9);
  const funded = await replay(MARKET, readLog(file), lines.findIndex((line) => line.includes('MilestoneCreated')) + 1);
  expect(funded.escrowCents).toBe(5_000);
});

test('books that do not sum to zero, or escrow that no milestone explains, are faults', async () => {
  const state = emptyMarket(MARKET);
  state.balances.set(walletOf(participantId(1)), cents(5));
  expect(await faultOf((async () => proveBooks(state))())).toBe('log_damaged');
  state.balances.set(escrowOf(milestoneId(1)), cents(-5));
  expect(() => proveBooks(state)).toThrow('escrow holds -5 cents, milestones 0');
});
