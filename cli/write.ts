/** `arena write --out FILE`: has projects written to a brief, through the gate that corpora go through, into a file of projects. */

import { writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { printable } from '../agents/tournament/text-width.ts';
import { leaveOut } from '../agents/writer/ambiguity.ts';
import { type Brief, commission, type RefusedDraft } from '../agents/writer/writer.ts';
import { projectLines } from '../server/admission/import/lines.ts';
import type { ProjectPackage } from '../server/protocol/arena/project-package.ts';
import { startReviewing } from '../server/workshop.ts';
import { openRoomFor } from './model-room.ts';
import { subjectsOf } from './postings-of.ts';
import { writtenGate } from './write-gate.ts';
import { type WriteCommand, writeCommand } from './write-options.ts';
import { writerEntries, writerOf } from './writer-of.ts';

async function briefsOf({ seed, count, category, minutes, brief, postings }: WriteCommand): Promise<Brief[]> {
  const real = postings === undefined ? [] : await subjectsOf(postings, count);
  return Array.from({ length: count }, (_, index): Brief => {
    const about = real[index] ?? (brief === undefined ? undefined : { kind: 'text' as const, text: brief });
    const base = { seed: `${seed}/${index}`, minutes };
    return { ...base, ...(category !== undefined && { category }), ...(about !== undefined && { about }) };
  });
}

/** Every draft that the gate did not take, with its reasons, one a line: dropped, and not forgotten. */
function refusedLines(all: readonly { readonly brief: string; readonly refused: readonly RefusedDraft[] }[]): string {
  return all
    .flatMap(({ brief, refused }) =>
      refused.map((one, index) => `${JSON.stringify({ brief, number: index + 1, ...one })}\n`),
    )
    .join('');
}

export async function run(args: string[], signal: AbortSignal): Promise<number> {
  const command = writeCommand(args);
  const { out, count, drafts, level, seed } = command;
  const briefs = await briefsOf(command);
  const room = await openRoomFor(writerEntries(command), `${out}.`, command.models);
  const reviewing = await startReviewing({ workers: availableParallelism(), cache: false });
  const projects: ProjectPackage[] = [];
  const tried: { brief: string; refused: readonly RefusedDraft[] }[] = [];
  try {
    const writer = await writerOf(command, room, reviewing.reviewer, { stop: signal, abandon: signal });
    for (const [index, brief] of briefs.entries()) {
      const done = await commission(writer, brief, writtenGate(reviewing.reviewer, signal), drafts);
      for (const { reasons } of done.refused) process.stderr.write(`refused: ${printable(reasons.join('; '))}\n`);
      tried.push({ brief: brief.seed, refused: done.refused });
      if (done.kind === 'given_up') continue;
      // Two briefs may lead to the same variant with other data.
      const named = { ...done.project, slug: `${done.project.slug}-w${index + 1}` };
      projects.push(leaveOut(named, level, seed));
    }
  } finally {
    await reviewing.close();
  }
  await writeFile(out, projectLines(projects));
  const refused = refusedLines(tried);
  if (refused !== '') await writeFile(`${out}.refused.jsonl`, refused);
  process.stdout.write(`${projects.length} of ${count} projects in ${out}\n`);
  return projects.length === count ? 0 : 1;
}
