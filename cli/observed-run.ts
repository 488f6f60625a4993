/** A run that has ended, as rows: its logs, the ledger that follows from them, and what the content store says of both. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { humanLineOf, participantsOf, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../agents/tournament/analysis/subject.ts';
import { withoutHoneypotRows } from '../agents/tournament/honeypots.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import type { WatchedRun } from '../agents/tournament/integrity/watched-run.ts';
import { modelCallRows } from '../agents/tournament/observations/model-calls.ts';
import { together } from '../agents/tournament/observations/observe-market.ts';
import type { ToldEvent } from '../agents/tournament/observations/observed-market.ts';
import type { Observed } from '../agents/tournament/observations/row-schema.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { readLog } from '../server/log-file.ts';
import { bodiesOf, type ObservedLog, observeLog } from './observed-log.ts';
import { watch } from './watched-run.ts';

interface ObservedRun extends Pick<Subject, 'observed' | 'seats' | 'policy'> {
  readonly watched: WatchedRun;
}

async function observeRun(record: RunRecord): Promise<ObservedRun> {
  const [logs, database] = [join(record.dir, 'log'), join(record.dir, 'market.db')];
  const files = existsSync(logs) ? readdirSync(logs).filter((name) => name.endsWith('.ndjson')) : [];
  if (files.length === 0) throw new InputError(`${record.dir} is no folder of a run that has ended: it has no log`);
  if (!existsSync(database)) throw new InputError(`${database} does not exist: names and evidence are in it`);
  const store = await openSqliteStore({ file: database, readonly: true });
  try {
    const bodyOf = bodiesOf(store.contents);
    const all: ObservedLog[] = [];
    for (const name of files.sort()) {
      const events: ToldEvent[] = [];
      for await (const { seq, at, event } of readLog(join(logs, name))) events.push({ seq, at, event });
      all.push(await observeLog({ market: basename(name, '.ndjson'), events }, record, bodyOf));
    }
    const observed = together(all.map((one) => one.observed));
    const calls: Observed = { ...observed, model_call: modelCallRows(record.calls, record.roster, observed) };
    const [first] = all;
    if (first === undefined) throw new InputError(`${record.dir} has no market`);
    const honeypots = honeypotsOf(record);
    const watched = await watch(calls, all, first.policy.settlement, honeypots, bodyOf);
    const counted = withoutHoneypotRows(calls, honeypots);
    return { observed: counted, seats: all.flatMap(({ seats }) => seats), policy: first.policy, watched };
  } finally {
    await store.close();
  }
}

function honeypotsOf({ projects }: RunRecord): Set<string> {
  return new Set([...projects].filter(([, { honeypot }]) => honeypot === true).map(([hash]) => hash));
}

/** A run for its tables, and for its detectors. Throws an `InputError` where it has not ended, or its database is gone. */
export async function readRun(record: RunRecord): Promise<{ readonly subject: Subject; readonly watched: WatchedRun }> {
  const name = basename(resolve(record.dir));
  const who = { participants: participantsOf(record), human: humanLineOf(record) };
  const { watched, ...rest } = await observeRun(record);
  return { subject: { name, protocol: record.config.protocol, ...who, ...rest }, watched };
}

export async function subjectOf(record: RunRecord): Promise<Subject> {
  return (await readRun(record)).subject;
}
