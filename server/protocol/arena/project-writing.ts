/** A project that a language model writes for an employer, on the wire: asked for in a few sentences, waited for, and taken or not. */

import { z } from 'zod';
import { projectPackageSchema } from './project-package.ts';

export const newProjectWritingSchema = z.strictObject({
  /** What the project is to be about. */
  brief: z.string().trim().min(10).max(4_000),
});

const stepSchema = z.object({
  /** From 1: each draft that the gate refuses is written anew, with its reasons. */
  draft: z.int().min(1),
  doing: z.enum(['draft', 'reference', 'repair', 'second', 'wrong', 'gate']),
});
export type WritingStep = z.infer<typeof stepSchema>;

/** Of one draft, why the gate did not take it. */
const reasonsSchema = z.array(z.string());

const writtenWith = <P extends z.ZodType>(project: P) =>
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('admitted'), project, refused: z.array(reasonsSchema) }),
    /** `limit`: what may be spent is spent. Otherwise the drafts were used up. */
    z.object({ outcome: z.literal('given_up'), why: z.enum(['drafts', 'limit']), refused: z.array(reasonsSchema) }),
  ]);

const writingWith = <P extends z.ZodType>(project: P) =>
  z.object({
    /** Who writes here, as `provider:model`; null: this server has no writer. */
    model: z.string().nullable(),
    /** The caller's last one; null: none that is remembered. */
    last: z
      .discriminatedUnion('status', [
        /** `before`: those of others that come first. */
        z.object({ status: z.literal('waiting'), before: z.int() }),
        z.object({ status: z.literal('running'), step: stepSchema.nullable() }),
        z.object({ status: z.literal('done'), result: writtenWith(project) }),
        /** The trouble was the server's or the provider's: ask again. */
        z.object({ status: z.literal('broken_off'), reason: z.string() }),
      ])
      .nullable(),
  });

export const projectWritingSchema = writingWith(projectPackageSchema);
export type ProjectWriting = z.infer<typeof projectWritingSchema>;
export type WrittenProject = Extract<NonNullable<ProjectWriting['last']>, { status: 'done' }>['result'];

/** For documents, which know the form of a package already: it is the one that is posted. */
export const projectWritingAnswer = writingWith(z.looseObject({ slug: z.string(), title: z.string() }));
