/** A run that has ended, as rows: its logs, the ledger that follows from them, and what the content store says of both. */

import { existsSync, readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { humanLineOf, participantsOf, privateCosts, type RunRecord } from '../agents/tournament/analysis/run-record.ts';
import type { Subject } from '../agents/tournament/analysis/subject.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { caseKindsIn } from '../agents/tournament/observations/case-kinds.ts';
import { modelCallRows } from '../agents/tournament/observations/model-calls.ts';
import { observeMarket, together } from '../agents/tournament/observations/observe-market.ts';
import type { CaseKinds, ToldEvent, ToldTransfer, Who } from '../agents/tournament/observations/observed-market.ts';
import type { Observed } from '../agents/tournament/observations/row-schema.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import type { ContentStore } from '../server/engine/ports.ts';
import type { ContentHash, ParticipantId } from '../server/kernel/id.ts';
import { readLog } from '../server/log-file.ts';
import { postings } from '../server/market/postings.ts';

type ObservedRun = Pick<Subject, 'observed' | 'seats' | 'policy'>;

async function bodyOf(contents: ContentStore, hash: ContentHash): Promise<unknown> {
  const found = await contents.get(hash);
  return found === null || found === 'erased' ? null : JSON.parse(found.body);
}

async function observeLog(file: string, record: RunRecord, contents: ContentStore): Promise<ObservedRun> {
  const market = basename(file, '.ndjson');
  const events: ToldEvent[] = [];
  const transfers: ToldTransfer[] = [];
  const freelancers = new Map<ParticipantId, Who>();
  const kinds = new Map<ContentHash, CaseKinds | null>();
  let policy: Subject['policy'] | null = null;
  for await (const { seq, at, event } of readLog(file)) {
    events.push({ seq, at, event });
    transfers.push(...postings(event).map((transfer, line) => ({ ...transfer, seq, line, at })));
    if (event.type === 'MarketOpened') policy = event.policy;
    else if (event.type === 'VerdictRecorded')
      kinds.set(event.evidenceHash, caseKindsIn(await bodyOf(contents, event.evidenceHash)));
    else if (event.type === 'ParticipantRegistered' && event.roles.includes('freelancer')) {
      const profile = (await bodyOf(contents, event.profileHash)) as { readonly name: string } | null;
      const name = profile?.name ?? `participant ${event.participantId}`;
      freelancers.set(event.participantId, { name, kind: event.participantKind });
    }
  }
  if (policy === null) throw new InputError(`${file} holds no market that was opened`);
  const projectFacts = (hash: ContentHash) => record.projects.get(hash) ?? null;
  const caseKinds = (hash: ContentHash) => kinds.get(hash) ?? null;
  const costCents = privateCosts(record);
  const seats = [...freelancers].map(([id, { name }]) => ({ market, participant: Number(id), name }));
  const given = { market, events, transfers, freelancers, projectFacts, costCents, caseKinds };
  return { observed: observeMarket(given), seats, policy };
}

async function observeRun(record: RunRecord): Promise<ObservedRun> {
  const [logs, database] = [join(record.dir, 'log'), join(record.dir, 'market.db')];
  const files = existsSync(logs) ? readdirSync(logs).filter((name) => name.endsWith('.ndjson')) : [];
  if (files.length === 0) throw new InputError(`${record.dir} is no folder of a run that has ended: it has no log`);
  if (!existsSync(database)) throw new InputError(`${database} does not exist: names and evidence are in it`);
  const store = await openSqliteStore({ file: database, readonly: true });
  try {
    const all: ObservedRun[] = [];
    for (const name of files.sort()) all.push(await observeLog(join(logs, name), record, store.contents));
    const observed = together(all.map((one) => one.observed));
    const calls: Observed = { ...observed, model_call: modelCallRows(record.calls, record.roster, observed) };
    const [first] = all;
    if (first === undefined) throw new InputError(`${record.dir} has no market`);
    return { observed: calls, seats: all.flatMap(({ seats }) => seats), policy: first.policy };
  } finally {
    await store.close();
  }
}

/** Throws an `InputError` where the run has not ended, or its database is gone. */
export async function subjectOf(record: RunRecord): Promise<Subject> {
  const name = basename(resolve(record.dir));
  const who = { participants: participantsOf(record), human: humanLineOf(record) };
  return { name, protocol: record.config.protocol, ...who, ...(await observeRun(record)) };
}
