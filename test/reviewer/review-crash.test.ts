/** A host that is killed in the middle of a review reviews again after its restart: one verdict each, and the right one. */

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { openSqliteStore } from '../../db/sqlite/store.ts';
import { verifyStore } from '../../db/verify.ts';
import { createEngine } from '../../server/engine/engine.ts';
import { MARKET } from '../helpers/table.ts';
import { checkMoney } from '../simulation/state-checks.ts';
import { deliveries, logOf, verdictsOf } from './review-market.ts';

/** A second or more of work in all three reviews together. */
const LOOPS = 1_500_000;
const CHILD = fileURLToPath(new URL('./review-crash-child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'review-crash-'));
const file = join(folder, 'market.db');
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a child, which is killed `afterMs` after it says `moment` for the first time. Gives all that it said. */
async function play(moment: string | null, afterMs = 0): Promise<string[]> {
  const death = moment === null ? [] : [moment, String(afterMs)];
  const child = spawn(process.execPath, [CHILD, file, String(LOOPS), ...death], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  let errors = '';
  const closed = new Promise<string | null>((done) =>
    child.once('close', (code, signal) => done(signal ?? String(code))),
  );
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  expect(await closed, errors).toBe(moment === null ? '0' : 'SIGKILL');
  return said.split('\n').slice(0, -1);
}

async function checkStore(): Promise<(readonly [number, number])[]> {
  const store = await openSqliteStore({ file });
  expect((await verifyStore(store, MARKET)).findings).toEqual([]);
  const engine = createEngine({ store });
  checkMoney(await engine.state(MARKET));
  await engine.close();
  const verdicts = await verdictsOf(store);
  await store.close();
  return verdicts;
}

test('a review that was cut off three times is done again, and its verdict is recorded once', {
  timeout: 600_000,
}, async () => {
  await play('running');
  expect(await checkStore()).toEqual([]);
  await play('running', 100);
  const early = await checkStore();
  await play('recorded');
  const some = await checkStore();
  expect(some.length).toBeGreaterThan(early.length);
  const last = await play(null);
  const expected = deliveries(LOOPS).map(({ scoreBps }, index) => [index + 1, scoreBps]);
  expect(await checkStore()).toEqual(expected);
  // Only what had no verdict yet is run again: three cases each.
  expect(last.filter((line) => line === 'running')).toHaveLength(3 * (expected.length - some.length));
  const store = await openSqliteStore({ file });
  const taken = (await logOf(store)).filter(({ event }) => event.type === 'DeliveryTaken');
  await store.close();
  expect(taken).toHaveLength(3);
  // A restart with nothing left to do changes nothing.
  expect(await play(null)).toEqual(['done']);
  expect(await checkStore()).toEqual(expected);
});
