/** A process is killed at random moments; what it had answered is in the log, whole, and the market goes on. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { memoryIdOf } from '../../server/engine/command-memory.ts';
import { createEngine, type Engine } from '../../server/engine/engine.ts';
import { chance } from '../../server/kernel/prng.ts';
import { type Answered, BUSY_MARKET, digestOf } from './busy-market.ts';
import { checkReplay, type SimulatedStore } from './log-checks.ts';
import { checkDerived, checkMoney } from './state-checks.ts';

const KILLS = Number(process.env.ARENA_CRASH_KILLS ?? 20);
/** Rounds on one file: a market that grows for ever only makes each round slower. */
const KILLS_PER_FILE = 5;
/** Files that are worked on at the same time: starting a process is mostly waiting. */
const LANES = 2;
const CHILD = fileURLToPath(new URL('./crash-child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'crash-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a child on `file` until `liveMs` after its first answer, or after its start, and gives what it answered. */
async function killed(file: string, seed: string, round: number, liveMs: number, fromStart: boolean) {
  const child = spawn(process.execPath, [CHILD, file, seed, String(round)], { stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  const closed = new Promise<NodeJS.Signals | null>((done) => child.once('close', (_code, signal) => done(signal)));
  const begun = new Promise<void>((done) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      done();
    });
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  if (!fromStart) await Promise.race([begun, closed]);
  await setTimeout(liveMs);
  child.kill('SIGKILL');
  expect(await closed, errors).toBe('SIGKILL');
  // The last line may have been cut by the kill.
  const lines = output.split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Answered);
}

async function checkAnswered(engine: Engine, store: SimulatedStore, answered: readonly Answered[]): Promise<void> {
  const records = new Map((await store.commands(BUSY_MARKET)).map((record) => [record.commandId, record]));
  for (const { command, firstSeq, lastSeq, digest } of answered) {
    expect(records.get(memoryIdOf(command))).toMatchObject({ firstSeq, lastSeq });
    if (command.type === 'PlaceBid' || command.type === 'AmendBid' || command.type === 'RetractBid') continue;
    const retry = await engine.submit(command);
    expect(retry).toMatchObject({ ok: true, repeated: true });
    expect(retry.ok && digestOf(retry.events)).toBe(digest);
  }
}

/** Retries of bids wait for a batch window, if there is one: all at once, then time moves. */
async function checkBids(engine: Engine, answered: readonly Answered[]): Promise<void> {
  const bids = answered.filter(({ command }) => ['PlaceBid', 'AmendBid', 'RetractBid'].includes(command.type));
  if (bids.length === 0) return;
  const retries = bids.map(({ command }) => engine.submit(command));
  const { policy } = await engine.state(BUSY_MARKET);
  await engine.moveTo(BUSY_MARKET, (await engine.now(BUSY_MARKET)) + policy.speed.batchMs);
  for (const [index, retry] of (await Promise.all(retries)).entries()) {
    expect(retry).toMatchObject({ ok: true, repeated: true });
    expect(retry.ok && digestOf(retry.events)).toBe(bids[index]?.digest);
  }
}

/** The file after the kill: sound in itself, and true to every answer that was given. Gives the length of the log. */
async function checkFile(file: string, answered: readonly Answered[], orderly: boolean): Promise<number> {
  const store = await openSqliteStore({ file });
  const lastSeq = await store.lastSeq(BUSY_MARKET);
  expect((await verifyStore(store, BUSY_MARKET)).findings).toEqual([]);
  if (lastSeq > 0) {
    const engine = createEngine({ store });
    await checkReplay(BUSY_MARKET, engine, store);
    checkMoney(await engine.state(BUSY_MARKET));
    checkDerived(await engine.state(BUSY_MARKET));
    await checkAnswered(engine, store, answered);
    expect(await store.lastSeq(BUSY_MARKET)).toBe(lastSeq);
    await checkBids(engine, answered);
    // Leaving a snapshot behind or not: the next round starts from either.
    if (orderly) await engine.close();
  } else {
    expect(answered).toEqual([]);
  }
  await store.close();
  return lastSeq;
}

/** Kills child after child on files of its own; gives how many answers were checked. */
async function killOnAndOn(lane: number, kills: number): Promise<number> {
  const draw = chance('crash', 'kills', lane);
  let answeredCount = 0;
  let lastSeq = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const name = `${lane}-${Math.floor(kill / KILLS_PER_FILE)}`;
    const file = join(folder, `market-${name}.db`);
    if (kill % KILLS_PER_FILE === 0) lastSeq = 0;
    const fromStart = draw.below(8) === 0;
    const answered = await killed(file, `crash ${name}`, kill, draw.below(500), fromStart);
    const after = await checkFile(file, answered, draw.below(2) === 0);
    expect(after).toBeGreaterThanOrEqual(lastSeq);
    lastSeq = after;
    answeredCount += answered.length;
  }
  return answeredCount;
}

test(`${KILLS} kills lose nothing that was answered`, { timeout: 300_000 + 10_000 * KILLS }, async () => {
  const share = Math.floor(KILLS / LANES);
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    killOnAndOn(lane, lane === 0 ? KILLS - share * (LANES - 1) : share),
  );
  const answeredCount = (await Promise.all(lanes)).reduce((sum, count) => sum + count, 0);
  console.log(`killed ${KILLS} times; ${answeredCount} answered commands, none lost`);
  expect(answeredCount).toBeGreaterThan(10 * KILLS);
});
