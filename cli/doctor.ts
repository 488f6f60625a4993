/** `arena doctor`: what stands on this machine, in plain words, and how to get what does not. */

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { reportTiers, type TierReport } from '../server/tier-report.ts';
import { placesOf } from '../server/tiers.ts';

const OPTIONS = {
  runner: { type: 'string' },
  'runner-token': { type: 'string' },
  container: { type: 'string' },
} as const;

function say(ok: boolean, text: string): boolean {
  process.stdout.write(`${ok ? 'ok  ' : 'FAIL'}  ${text}\n`);
  return ok;
}

/** Writes a database where the system keeps temporary files, and reads it again. */
async function storeStands(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'arena-doctor-'));
  try {
    const store = await openSqliteStore({ file: join(folder, 'check.db') });
    await store.markets();
    await store.close();
    return say(true, 'the store opens a SQLite database, applies its migrations and closes it');
  } catch (thrown) {
    return say(false, `the store: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const HEADINGS: Record<TierReport['verdict'], string> = {
  stands: 'stands',
  fails: 'FAILS',
  absent: 'is not here',
};

function tell({ title, verdict, remarks, walls, checks }: TierReport): void {
  process.stdout.write(`\n${title}: ${HEADINGS[verdict]}\n`);
  for (const remark of remarks) process.stdout.write(`      ${remark}\n`);
  for (const wall of walls) process.stdout.write(`    - ${wall}\n`);
  for (const { ok, language, rule, found } of checks) say(ok, `${language}: ${rule}${ok ? '' : ` (${found})`}`);
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values } = parseArgs({ args, options: OPTIONS });
  const { runner, 'runner-token': runnerToken, container } = values;
  say(true, `Node ${process.versions.node} on ${process.platform}-${process.arch}, ${availableParallelism()} cores`);
  let good = await storeStands();
  for await (const report of reportTiers(placesOf({ runner, runnerToken, container }))) {
    signal.throwIfAborted();
    tell(report);
    good = good && report.verdict !== 'fails';
  }
  return good ? 0 : 1;
}
