/** The stages of a pipeline, one after the other in one folder: writing, then market, work, review and payout, then the books. */

import { join } from 'node:path';
import { openLineFile } from '../agents/llm/line-file.ts';
import type { ModelRoom } from '../agents/llm/room.ts';
import { postedOf, type Written, writeProjects } from '../agents/pipeline/writing.ts';
import { ruleInForce, sameRule } from '../agents/tournament/judging.ts';
import { createProgress } from '../agents/tournament/progress.ts';
import type { RunFolder } from '../agents/tournament/run-folder.ts';
import { type PlayedMarket, runTournament } from '../agents/tournament/runner.ts';
import { exportLog } from '../server/log-file.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { openWorkshop, type Reviewing } from '../server/workshop.ts';
import type { PipelineCommand } from './pipeline-options.ts';
import { tournamentOf } from './pipeline-tournament.ts';
import { subjectsOf } from './postings-of.ts';
import { seatRoles } from './seated-roles.ts';
import { writtenGate } from './write-gate.ts';
import { writerOf } from './writer-of.ts';

export interface Stage {
  readonly command: PipelineCommand;
  readonly folder: RunFolder;
  readonly reviewing: Reviewing;
  readonly room: ModelRoom | undefined;
  readonly signal: AbortSignal;
}

const NEVER = new AbortController().signal;

export async function writeStage(
  { command, folder, reviewing, room, signal }: Stage,
  onWritten: (one: Written) => void,
): Promise<ProjectPackage[]> {
  const { config, beside } = command;
  const { reviewer } = reviewing;
  const { model, second, postings, count } = config.writer;
  // A call that has begun is paid for: it is waited for, and stands on record.
  const writer = await writerOf({ model, second }, room, reviewer, { stop: signal, abandon: NEVER });
  const subjects = postings === null ? [] : await subjectsOf(beside(postings), count);
  const kept = openLineFile(join(folder.dir, 'written.jsonl'));
  const gate = writtenGate(reviewer, signal);
  return postedOf(await writeProjects({ config, writer, gate, subjects, kept, signal, onWritten }), config);
}

/** Plays the market to its end, or goes on with it. The judgements are the lines that its report is made of. */
export async function marketStage(
  stage: Stage,
  projects: readonly ProjectPackage[],
): Promise<{ played: readonly PlayedMarket[]; judgements: readonly string[] }> {
  const { command, folder, reviewing, room, signal } = stage;
  const { config, roster } = command;
  const tournament = tournamentOf(config);
  const inForce = await ruleInForce(config.judge, command.beside);
  if (config.judge.model !== null) await sameRule(folder, inForce);
  const { rule } = inForce;
  const seated = room && seatRoles(room, { asked: tournament, rule, projects, dir: folder.dir });
  const models = room && seated ? { models: room, roles: seated.roles } : {};
  const workshop = await openWorkshop(folder.database, reviewing);
  const progress = createProgress(config.name);
  try {
    const ground = workshop.ground('written', projects);
    const run = { config: tournament, roster, ground, signal, onProgress: progress.at };
    const played = await runTournament({ ...run, ...models });
    for (const { marketId } of played)
      await exportLog(workshop.store, marketId, join(folder.logs, `${marketId}.ndjson`));
    return { played, judgements: seated?.judgements ?? [] };
  } finally {
    progress.end();
    await workshop.close();
  }
}
