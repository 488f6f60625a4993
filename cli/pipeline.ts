/** `arena pipeline`: from nothing to paid work in one command: writer, market, freelancers, reviewer, payout, and the books proved. */

import { join } from 'node:path';
import { judgeReportText } from '../agents/llm/judge/report-text.ts';
import { familyWarning, labelsIn, reportOn, ruleInForce } from '../agents/tournament/judging.ts';
import { findRun, openRunFolder } from '../agents/tournament/run-folder.ts';
import { projectLines } from '../server/admission/import/lines.ts';
import { startReviewing } from '../server/workshop.ts';
import { openRoomFor } from './model-room.ts';
import { pipelineFacts, writtenFacts } from './pipeline-facts.ts';
import { pipelineModels, pipelinePreflight } from './pipeline-models.ts';
import { pipelineCommand } from './pipeline-options.ts';
import { marketStage, writeStage } from './pipeline-play.ts';
import { accountLines, booksLine, writtenLine } from './pipeline-text.ts';
import { stopTwice } from './stop-twice.ts';

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const command = await pipelineCommand(args);
  const { config, roster, beside, out, workers, consent } = command;
  const { quiet } = consent;
  const models = pipelineModels(command);
  const { why } = await ruleInForce(config.judge, beside);
  const warnings = [familyWarning(config.judge, roster), why].filter((one) => one !== null);
  const labels = command.labels === undefined ? [] : await labelsIn(command.labels);
  const say = (line: string): unknown => process.stdout.write(`${line}\n`);
  const endStopping = stopTwice(signal);
  const reviewing = await startReviewing({ workers, cache: true });
  let endWriting = async (): Promise<void> => undefined;
  try {
    // Its log is exported when it is over: then nothing more is asked.
    const last = `log/${config.name}.ndjson`;
    const place = { dir: join(out ?? 'runs', config.name), strict: out !== undefined, last };
    const inputs = { config, roster, corpusHash: 'written in the run', sandboxImage: reviewing.imageHash };
    const isOver = (await findRun(place, inputs)) === 'ended';
    const checked = isOver ? [] : await pipelinePreflight(command, models, signal);
    const facts = await pipelineFacts(command, models, checked);
    const folder = await openRunFolder(place, inputs, { facts, workers });
    endWriting = folder.end;
    for (const one of checked) await folder.append('preflight.jsonl', one);
    if (folder.resumed && !quiet) process.stderr.write(`${config.name}: going on with the run in ${folder.dir}\n`);
    for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
    const room = await openRoomFor(models, join(folder.dir, '/'), command.models);
    const stage = { command, folder, reviewing, room, signal };
    say(
      `1. Writing: ${config.writer.count} ${config.writer.count === 1 ? 'project' : 'projects'} by ${config.writer.model?.model ?? 'task families'}, through the gate of admission`,
    );
    const projects = await writeStage(stage, (one) => say(writtenLine(one)));
    await folder.write('projects.jsonl', projectLines(projects));
    await folder.found(writtenFacts(projects));
    if (projects.length === 0) {
      say('No project was admitted: there is nothing to play.');
      return 1;
    }
    const { played, judgements } = await marketStage(stage, projects);
    for (const line of accountLines(command, projects, played)) say(line);
    const report = reportOn(config.judge, judgements, played, labels);
    if (report !== null) {
      await folder.write('judge-report.json', `${JSON.stringify(report, null, 1)}\n`);
      say(judgeReportText(report).trimEnd());
    }
    for (const { marketId } of played) say(await booksLine(marketId, folder.logs));
    if (!quiet) say(`In ${folder.dir}: projects.jsonl, written.jsonl, log/, market.db, manifest.json`);
    return 0;
  } finally {
    // Also of one that was stopped: only who is killed leaves no end behind.
    await endWriting();
    await reviewing.close();
    endStopping();
  }
}
