/** `arena doctor`: what stands on this machine, in plain words. */

import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { createEmbeddedSandbox } from '../server/reviewer/sandbox/embedded.ts';
import { selfCheck } from '../server/reviewer/self-check.ts';

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

async function sandboxStands(signal: AbortSignal): Promise<boolean> {
  const sandbox = await createEmbeddedSandbox({ slots: 1 });
  try {
    signal.throwIfAborted();
    const report = await selfCheck(sandbox);
    process.stdout.write(`\nSandbox ${report.sandbox}; its walls:\n`);
    for (const wall of report.walls) process.stdout.write(`  - ${wall}\n`);
    process.stdout.write('\nSelf-check:\n');
    for (const { ok, language, rule, found } of report.lines) say(ok, `${language}: ${rule}${ok ? '' : ` (${found})`}`);
    return report.ok;
  } finally {
    await sandbox.close();
  }
}

export async function run(_args: string[], signal: AbortSignal): Promise<number> {
  say(true, `Node ${process.versions.node} on ${process.platform}-${process.arch}, ${availableParallelism()} cores`);
  const store = await storeStands();
  const sandbox = await sandboxStands(signal);
  return store && sandbox ? 0 : 1;
}
