/** `arena report RUN…`: runs that have ended as one page to hand on, and what fell against a run before, with an exit code. */

import { parseArgs } from 'node:util';
import { repetitionTable } from '../agents/tournament/analysis/repetition-table.ts';
import { InputError } from '../agents/tournament/input-error.ts';
import { buildReport, type Compared, reportJson } from '../agents/tournament/report/build-report.ts';
import { compareRuns } from '../agents/tournament/report/comparison.ts';
import { reportHtml } from '../agents/tournament/report/html.ts';
import { junitXml } from '../agents/tournament/report/junit.ts';
import { reportMarkdown } from '../agents/tournament/report/markdown.ts';
import { regressionLines } from '../agents/tournament/report/regression-lines.ts';
import { type FailRule, findRegressions, parseFailRules } from '../agents/tournament/report/regressions.ts';
import type { ReportModel } from '../agents/tournament/report/report-model.ts';
import { readReportedExperiment } from '../agents/tournament/report/reported-experiment.ts';
import type { ReportedRun } from '../agents/tournament/report/reported-run.ts';
import { writeWhole } from '../agents/tournament/text-file.ts';
import { readReportedRun, readReportedRuns } from './reported-run.ts';

const WRITERS: Readonly<Record<string, (report: ReportModel) => string>> = {
  html: reportHtml,
  md: reportMarkdown,
  json: reportJson,
};

const OPTIONS = {
  out: { type: 'string' },
  format: { type: 'string' },
  against: { type: 'string' },
  junit: { type: 'string' },
  'fail-on': { type: 'string', multiple: true },
  experiment: { type: 'string' },
} as const;

/** What was asked for, else what the file's ending says, else HTML. */
function writerOf(format: string | undefined, out: string | undefined): (report: ReportModel) => string {
  const ending = /\.(html|md|json)$/.exec(out ?? '')?.[1] ?? 'html';
  const name = format ?? ending;
  const writer = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined;
  if (writer === undefined) throw new InputError('--format: html, md or json', 64);
  return writer;
}

function compared(runs: readonly ReportedRun[], before: ReportedRun, rules: readonly FailRule[]): Compared[] {
  return runs.map((run) => {
    const comparison = compareRuns(run, before);
    return { comparison, findings: findRegressions(comparison, rules) };
  });
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  const { out, against, junit, experiment } = values;
  const write = writerOf(values.format, out);
  if (against === undefined && (junit !== undefined || values['fail-on'] !== undefined))
    throw new InputError('--junit and --fail-on: only with --against, which names the run before', 64);
  const rules = parseFailRules(values['fail-on']);
  const runs = await readReportedRuns(positionals, signal);
  const [first, ...others] = runs;
  if (first === undefined) throw new InputError('a report of which run? `arena report DIR…`', 64);
  const facts = experiment === undefined ? null : await readReportedExperiment(experiment);
  const found = against === undefined ? [] : compared(runs, await readReportedRun(against), rules);
  const analyses = runs.map(({ analysis }) => analysis);
  const across =
    repetitionTable(
      runs.map(({ record }) => record),
      analyses,
    ) ?? [];
  const text = write(buildReport({ runs: [first, ...others], across, compared: found, experiment: facts }));
  if (out === undefined) process.stdout.write(text);
  else await writeWhole(out, text);
  if (junit !== undefined) await writeWhole(junit, junitXml(found));
  process.stderr.write(regressionLines(found));
  return found.some(({ findings }) => findings.some(({ outcome }) => outcome === 'fell')) ? 1 : 0;
}
