/** The stages of a pipeline, one after the other in one folder: writing, then market, work, review and payout, then the books. */

import { join } from 'node:path';
import { openLineFile } from '../agents/llm/line-file.ts';
import { roleEntry } from '../agents/llm/role-entry.ts';
import { type EmployerRole, modelRoles } from '../agents/llm/roles.ts';
import type { ModelRoom } from '../agents/llm/room.ts';
import { ruleInForce } from '../agents/pipeline/judging.ts';
import { postedOf, type Written, writeProjects } from '../agents/pipeline/writing.ts';
import { tournamentSchema } from '../agents/tournament/config.ts';
import { createProgress } from '../agents/tournament/progress.ts';
import type { RunFolder } from '../agents/tournament/run-folder.ts';
import { type PlayedMarket, runTournament } from '../agents/tournament/runner.ts';
import { exportLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import { distinctLines } from './distinct-lines.ts';
import { judgeRole } from './pipeline-judge.ts';
import type { PipelineCommand } from './pipeline-options.ts';
import { subjectsOf } from './postings-of.ts';
import { writtenGate } from './write-gate.ts';
import { writerOf } from './writer-of.ts';

export interface Stage {
  readonly command: PipelineCommand;
  readonly folder: RunFolder;
  readonly reviewing: Reviewing;
  readonly room: ModelRoom | undefined;
  readonly signal: AbortSignal;
}

export async function writeStage(
  { command, folder, reviewing, room, signal }: Stage,
  onWritten: (one: Written) => void,
): Promise<ProjectPackage[]> {
  const { config, beside } = command;
  const { reviewer } = reviewing;
  const { model, second, postings, count } = config.writer;
  const writer = await writerOf({ model, second }, room, reviewer, signal);
  const subjects = postings === null ? [] : await subjectsOf(beside(postings), count);
  const kept = openLineFile(join(folder.dir, 'written.jsonl'));
  const gate = writtenGate(reviewer, signal);
  return postedOf(await writeProjects({ config, writer, gate, subjects, kept, signal, onWritten }), config);
}

function employerRole({ command, folder }: Stage): EmployerRole | null {
  const { model, awardRule = 'model', release } = command.config.employer;
  if (model === null) return null;
  const { append } = distinctLines(join(folder.dir, 'choices.jsonl'));
  return { entry: roleEntry('employer', model), awardRule, release, onChoice: append };
}

/** Plays the market to its end, or goes on with it. The judgements are the lines that its report is made of. */
export async function marketStage(
  stage: Stage,
  projects: readonly ProjectPackage[],
): Promise<{ played: readonly PlayedMarket[]; judgements: readonly string[] }> {
  const { command, folder, reviewing, room, signal } = stage;
  const { config, roster } = command;
  const { name, seed, market, employer } = config;
  const awardRule = employer.awardRule === 'best_value' ? 'best_value' : 'lowest';
  const tournament = tournamentSchema.parse({ name, seed, protocol: 'auction', market, awardRule });
  const judgements = distinctLines(join(folder.dir, 'judgements.jsonl'));
  const { rule } = await ruleInForce(config.judge, command.beside);
  const judge = judgeRole(config, rule, projects, judgements.append);
  const roles = room === undefined ? {} : { models: room, roles: modelRoles(room, employerRole(stage), judge) };
  const workshop = await openWorkshop(folder.database, reviewing);
  const progress = createProgress(name);
  try {
    const ground = workshop.ground('written', projects);
    const run = { config: tournament, roster, ground, signal, onProgress: progress.at };
    const played = await runTournament({ ...run, ...roles });
    for (const { marketId } of played)
      await exportLog(workshop.store, marketId, join(folder.logs, `${marketId}.ndjson`));
    return { played, judgements: judgements.lines };
  } finally {
    progress.end();
    await workshop.close();
  }
}
