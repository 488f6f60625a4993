/** What a report needs of runs, out of their folders. */

import { basename, dirname, resolve } from 'node:path';
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

/** By the folder's own name; several of one name are told apart by the folder that they lie in, as repetitions of treatments are. */
function namesOf(dirs: readonly string[]): string[] {
  const own = dirs.map((dir) => basename(resolve(dir)));
  return own.map((name, at) =>
    own.indexOf(name) === own.lastIndexOf(name) ? name : `${basename(dirname(resolve(dirs[at] ?? '')))}/${name}`,
  );
}

/** In their order. */
export async function readReportedRuns(dirs: readonly string[], signal: AbortSignal): Promise<ReportedRun[]> {
  const names = namesOf(dirs);
  const runs: ReportedRun[] = [];
  for (const [at, dir] of dirs.entries()) {
    signal.throwIfAborted();
    const { subject, analysis, ...rest } = await readReportedRun(dir);
    const name = names[at] ?? subject.name;
    runs.push({ ...rest, subject: { ...subject, name }, analysis: { ...analysis, run: name } });
  }
  return runs;
}
