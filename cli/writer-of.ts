/** The requirement writer that was asked for: templates, or a language model with its calls on record. */

import { roleEntry } from '../agents/llm/role-entry.ts';
import type { ModelRoom, Stopping } from '../agents/llm/room.ts';
import type { ModelEntry } from '../agents/llm/roster-entry.ts';
import { createLlmWriter } from '../agents/writer/llm/llm-writer.ts';
import { createTemplateWriter } from '../agents/writer/template-writer.ts';
import type { RequirementWriter } from '../agents/writer/writer.ts';
import { STUDY_FAMILIES } from '../seeds/study.ts';
import { known } from '../server/kernel/assert.ts';
import type { Reviewer } from '../server/reviewer/reviewer.ts';
import { draftRuns } from './draft-runs.ts';

/** What calls of a writer are about, where those of freelancers have a market. */
const PLACE = 'writing';

export interface WriterModels {
  readonly model: object | null;
  readonly second: object | null;
}

export function writerEntries({ model, second }: WriterModels): ModelEntry[] {
  return [
    ...(model === null ? [] : [roleEntry('writer', model)]),
    ...(second === null ? [] : [roleEntry('second', second)]),
  ];
}

export async function writerOf(
  models: WriterModels,
  room: ModelRoom | undefined,
  reviewer: Reviewer,
  stopping: Stopping,
): Promise<RequirementWriter> {
  const [writer, second] = writerEntries(models);
  if (writer === undefined) return createTemplateWriter(STUDY_FAMILIES);
  const seats = known(room, 'room of models');
  const speaker = async (entry: ModelEntry) => {
    const { openSession } = await seats.seat(entry, PLACE, stopping);
    return { model: entry.model, openSession: (projectId: string) => openSession({ projectId }) };
  };
  const other = second === undefined ? {} : { second: await speaker(second) };
  return createLlmWriter({ ...(await speaker(writer)), ...other, run: draftRuns(reviewer, stopping.stop) });
}
