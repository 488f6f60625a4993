/** A run as the Inspect logs of it need it: its rows, what was posted, and what models were asked. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { callLines, recordedCalls } from '../agents/tournament/export/inspect-calls.ts';
import type { InspectRun } from '../agents/tournament/export/inspect-log.ts';
import { readCircumstances } from '../agents/tournament/report/reported-run.ts';
import { readText } from '../agents/tournament/text-file.ts';
import { openSqliteStore } from '../db/sqlite/store.ts';
import { readLog } from '../server/log-file.ts';
import { logsOf } from './logs-of.ts';
import { subjectOf } from './observed-run.ts';

const postedSchema = z.object({ title: z.string(), description: z.string() });

/** What was posted, by answer key. What has been erased since is left out. */
async function postingsOf(dir: string): Promise<Map<string, string>> {
  const store = await openSqliteStore({ file: join(dir, 'market.db'), readonly: true });
  const texts = new Map<string, string>();
  try {
    for (const file of logsOf(dir)) {
      for await (const { event } of readLog(file)) {
        if (event.type !== 'ProjectPosted' && event.type !== 'ProjectPublished') continue;
        const { acceptanceHash, contentHash } = event.posting;
        if (texts.has(acceptanceHash)) continue;
        const found = await store.contents.get(contentHash);
        if (found === null || found === 'erased') continue;
        const posted = postedSchema.safeParse(JSON.parse(found.body));
        if (posted.success) texts.set(acceptanceHash, `${posted.data.title}\n\n${posted.data.description}`);
      }
    }
    return texts;
  } finally {
    await store.close();
  }
}

async function recordLines(dir: string): Promise<string[]> {
  const file = join(dir, 'model-calls.jsonl');
  return existsSync(file) ? (await readText(file)).split('\n').filter(Boolean) : [];
}

/** Throws an `InputError` where the folder is none of a run that has ended. */
export async function inspectRun(dir: string): Promise<InspectRun> {
  const record = await readRunRecord(dir);
  const { config, roster, corpusHash, calls } = record;
  return {
    ...{ roster, corpusHash },
    subject: await subjectOf(record),
    circumstances: await readCircumstances(dir),
    corpus: config.corpus.name,
    seed: config.seed,
    postings: await postingsOf(dir),
    calls: callLines(calls),
    recorded: recordedCalls(await recordLines(dir)),
  };
}
