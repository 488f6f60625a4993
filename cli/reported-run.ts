/** What a report needs of one run, out of its folder. */

import { basename } from 'node:path';
import { readRunRecord } from '../agents/tournament/analysis/run-record.ts';
import { type ReportedRun, readCircumstances, readStanding } from '../agents/tournament/report/reported-run.ts';
import { readLog } from '../server/log-file.ts';
import { analysed } from './analysed.ts';
import { logsOf } from './logs-of.ts';

async function lastOf(file: string): Promise<ReportedRun['logs'][number]> {
  let last = { events: 0, hash: '' };
  for await (const { seq, hash } of readLog(file)) last = { events: seq, hash };
  return { market: basename(file, '.ndjson'), ...last };
}

/** Throws an `InputError` where the folder is none of a run that has ended. */
export async function readReportedRun(dir: string): Promise<ReportedRun> {
  const record = await readRunRecord(dir);
  const { subject, analysis } = await analysed(record);
  const logs = await Promise.all(logsOf(dir).map(lastOf));
  return {
    ...{ record, subject, analysis, logs },
    standing: await readStanding(dir),
    circumstances: await readCircumstances(dir),
  };
}
