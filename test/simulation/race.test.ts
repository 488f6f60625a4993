/** Two processes, each with an engine of its own, play one market in one file at the same time. */

import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { createEngine } from '../../server/engine/engine.ts';
import { commandId, contentHash, participantId } from '../../server/kernel/id.ts';
import { cents } from '../../server/kernel/money.ts';
import { type CommandRequest, OWNER } from '../../server/market/command.ts';
import { BUSY_MARKET, rememberingPolicy } from './busy-market.ts';
import { checkBooks, checkFees } from './ledger-checks.ts';
import { checkReplay, checkStore, logOf } from './log-checks.ts';
import { checkDerived, checkMoney } from './state-checks.ts';
import { checkTables } from './table-checks.ts';

const SEED = 'race';
const ROUNDS = 40;
/** Enough for half of the withdrawals of 100 cents that both processes ask for. */
const WALLET_CENTS = 100 * ROUNDS;
const CHILD = fileURLToPath(new URL('./race-child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'race-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A market without batch windows, whose first participant takes part in nothing but withdrawing. */
async function prepare(file: string): Promise<void> {
  const store = await openSqliteStore({ file });
  const engine = createEngine({ store });
  let count = 0;
  const done = async (request: CommandRequest): Promise<void> => {
    count += 1;
    const command = { ...request, commandId: commandId(`first-${count}`), marketId: BUSY_MARKET, actor: OWNER };
    expect(await engine.submit(command)).toMatchObject({ ok: true });
  };
  const register = (role: 'employer' | 'freelancer' | 'reviewer') =>
    done({
      type: 'RegisterParticipant',
      roles: [role],
      participantKind: 'scripted',
      skills: ['python'],
      profileHash: contentHash('1'.repeat(64)),
    });
  await done({ type: 'OpenMarket', policy: { ...rememberingPolicy(SEED), speed: { batchMs: 0 } }, seed: 'secret' });
  for (const role of ['reviewer', 'freelancer', 'employer', 'freelancer', 'employer'] as const) await register(role);
  for (const id of [3, 5])
    await done({ type: 'Deposit', participantId: participantId(id), amountCents: cents(500_000) });
  await done({ type: 'Deposit', participantId: participantId(1), amountCents: cents(WALLET_CENTS) });
  await engine.close();
  await store.close();
}

test('two engines over one file answer everything, keep one gapless log and never spend money twice', async () => {
  const file = join(folder, 'market.db');
  await prepare(file);
  const run = promisify(execFile);
  const outputs = await Promise.all(
    ['a', 'b'].map((name) => run(process.execPath, [CHILD, file, SEED, name, String(ROUNDS)])),
  );
  const ended = outputs.map(({ stdout }) => JSON.parse(stdout) as Record<string, number>);
  const store = await openSqliteStore({ file });
  const engine = createEngine({ store });
  const state = await engine.state(BUSY_MARKET);
  const log = await logOf(store, BUSY_MARKET);
  await checkStore(BUSY_MARKET, store);
  await checkReplay(BUSY_MARKET, engine, store);
  checkMoney(state);
  checkDerived(state);
  checkBooks(log, state);
  checkFees(log, state.policy);
  await checkTables(BUSY_MARKET, store, state);
  const sum = (key: string): number => ended.reduce((total, one) => total + (one[key] ?? 0), 0);
  // Each process asked for the whole wallet; together they got it once.
  expect(sum('withdrawn')).toBe(ROUNDS);
  expect(state.balances.get('wallet/1' as never)).toBe(undefined);
  const shared = log.filter((line) => line.commandId.startsWith('shared-'));
  expect(new Set(shared.map((line) => line.commandId)).size).toBe(ROUNDS);
  expect(shared.length).toBe(ROUNDS);
  expect(sum('repeated')).toBeGreaterThanOrEqual(ROUNDS);
  console.log(`two engines, one file: ${JSON.stringify(ended)}`);
  await engine.close();
  await store.close();
});
