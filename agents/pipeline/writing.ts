/** The first stage: projects are written one after the other, and each outcome is kept, so that nothing is written twice. */

import { z } from 'zod';
import type { ProjectPackage } from '../../server/protocol/arena/project-package.ts';
import { projectPackageSchema } from '../../server/protocol/arena/project-package.ts';
import type { LineFile } from '../llm/line-file.ts';
import { leaveOut } from '../writer/ambiguity.ts';
import { type Brief, commission, type Gate, type RequirementWriter, type Subject } from '../writer/writer.ts';
import type { PipelineConfig } from './config.ts';

const refusedSchema = z.strictObject({ draft: z.unknown(), reasons: z.array(z.string()) });

/** What came of one brief: the line that is kept. */
const writtenSchema = z.strictObject({
  brief: z.string(),
  /** Null: all drafts were refused, or the writer gave up. */
  project: projectPackageSchema.nullable(),
  refused: z.array(refusedSchema),
});
export type Written = z.infer<typeof writtenSchema>;

export interface Writing {
  readonly config: PipelineConfig;
  readonly writer: RequirementWriter;
  readonly gate: Gate;
  /** Real postings, one for each brief; fewer: the others are about whatever the brief says. */
  readonly subjects: readonly Subject[];
  readonly kept: LineFile;
  readonly signal: AbortSignal;
  readonly onWritten: (written: Written) => void;
}

function briefsOf({ seed, writer }: PipelineConfig, subjects: readonly Subject[]): Brief[] {
  const { count, category, minutes, brief } = writer;
  return Array.from({ length: count }, (_, index): Brief => {
    const about = subjects[index] ?? (brief === null ? undefined : { kind: 'text' as const, text: brief });
    return {
      seed: `${seed}/${index}`,
      ...(category !== null && { category }),
      ...(minutes !== null && { minutes }),
      ...(about !== undefined && { about }),
    };
  });
}

/** Rejects with the signal's reason when stopped: what is kept by then is where the next run goes on. */
export async function writeProjects(writing: Writing): Promise<readonly Written[]> {
  const { config, writer, gate, kept, signal, onWritten } = writing;
  const before = new Map(
    kept.lines.map((line) => {
      const written = writtenSchema.parse(JSON.parse(line));
      return [written.brief, written] as const;
    }),
  );
  const all: Written[] = [];
  for (const [index, brief] of briefsOf(config, writing.subjects).entries()) {
    signal.throwIfAborted();
    let written = before.get(brief.seed);
    if (written === undefined) {
      const done = await commission(writer, brief, gate, config.writer.drafts);
      const refused = done.refused.map(({ draft, reasons }) => ({ draft, reasons: [...reasons] }));
      const project = done.kind === 'admitted' ? numbered(done.project, index) : null;
      written = { brief: brief.seed, project, refused };
      kept.append(written);
    }
    onWritten(written);
    all.push(written);
  }
  return all;
}

/** Two briefs may lead to the same variant with other data. */
function numbered(project: ProjectPackage, index: number): ProjectPackage {
  return { ...project, slug: `${project.slug}-w${index + 1}` };
}

/** What is posted: admitted as it was written, then made as vague as the dial says. */
export function postedOf(written: readonly Written[], { seed, writer }: PipelineConfig): ProjectPackage[] {
  return written.flatMap(({ project }) => (project === null ? [] : [leaveOut(project, writer.ambiguity, seed)]));
}
