/** `arena admit CORPUS|FILE.jsonl`: holds every project of a bank to the ten gates, and writes what it found. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createProgress } from '../agents/tournament/progress.ts';
import { admissionOf } from '../server/admission/admission.ts';
import { admitBank, type Bank, type BankReport } from '../server/admission/bank.ts';
import { openReportFolder } from '../server/admission/report-folder.ts';
import { refuseShortages } from '../server/shortage.ts';
import { startReviewing, tiersOf } from '../server/workshop.ts';
import { bankOf, postingLines } from './admit-bank.ts';
import { type AdmitCommand, admitCommand } from './admit-options.ts';

const SHOWN = 10;

function folderOf({ report, bank, corpusSeed }: AdmitCommand): string {
  const name = /[./\\]/.test(bank) ? bank.replace(/^.*[/\\]/, '') : `${bank}-${corpusSeed}`;
  return report ?? join('runs', 'admission', name.replace(/[^A-Za-z0-9._-]/g, '-'));
}

function summary({ table, projects, bank }: BankReport): string {
  const refused = projects.filter(({ admitted }) => !admitted);
  const lines = refused.slice(0, SHOWN).map(({ slug, gates }) => {
    const failed = gates.filter(({ outcome }) => outcome === 'failed');
    const stopped = gates.filter(({ gate, outcome }) => gate === 'reference' && outcome === 'not_run');
    return `  ${slug}: ${(failed.length > 0 ? failed : stopped).map(({ gate, summary: said }) => `${gate} (${said})`).join('; ')}`;
  });
  const more = refused.length > SHOWN ? [`  and ${refused.length - SHOWN} more`] : [];
  return [`${bank}: ${table.admitted} of ${table.drafted} projects admitted.`, ...lines, ...more, ''].join('\n');
}

async function examineBank(bank: Bank, command: AdmitCommand, signal: AbortSignal): Promise<BankReport> {
  const { workers, settings, quiet, fresh } = command;
  const folder = await openReportFolder(folderOf(command), fresh);
  const reviewing = await startReviewing({ workers, cache: false, tiers: tiersOf(bank.projects) });
  const progress = createProgress(`admitting ${bank.name}`);
  try {
    refuseShortages(reviewing.reviewer, bank.name, bank.projects, reviewing.absent);
    const { reviewer, imageHash } = reviewing;
    const concurrency = 2 * workers;
    const { shelf } = folder;
    const onProgress = quiet ? () => undefined : progress.at;
    const report = await admitBank(bank, { reviewer, imageHash, settings, shelf, concurrency, signal, onProgress });
    await folder.finish(report);
    return report;
  } finally {
    progress.end();
    await reviewing.close();
  }
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const command = admitCommand(args);
  const bank = await bankOf(command);
  if (command.postings !== null) {
    await writeFile(command.postings, postingLines(bank));
    return 0;
  }
  const report = await examineBank(bank, command, signal);
  // A market looks for the certificate of a file beside it; one project's would say that the others are not admitted.
  if (bank.origin.kind === 'file' && command.project === null) {
    await writeFile(`${command.bank}.admission.json`, `${JSON.stringify(admissionOf(report), null, 1)}\n`);
  }
  process.stdout.write(summary(report));
  if (!command.quiet) process.stdout.write(`In ${folderOf(command)}: report.md, report.json, admission.json\n`);
  return report.table.admitted === report.table.drafted ? 0 : 1;
}
