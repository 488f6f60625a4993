/** The tools of a freelancer at work: reading, writing, running the visible cases, asking the employer, handing in. */

import { z } from 'zod';
import { filePathSchema, filesSchema } from '../../server/protocol/arena/acceptance.ts';
import { FILES_MAX } from '../../server/protocol/arena/delivery.ts';
import type { Tool, ToolCall } from './model.ts';

/** The name under which `read_file` gives the posting. */
export const POSTING = 'POSTING';
const TEXT_MAX = 1_000_000;
const QUESTION_MAX = 2_000;

/** A name that no delivery may have: it would be refused when everything is done. */
const deliverable = filePathSchema.refine(
  (path) => filesSchema.safeParse({ [path]: '' }).success,
  'no name for a file',
);

const INPUTS = {
  read_file: z.strictObject({ path: z.string().max(200) }),
  write_file: z.strictObject({ path: deliverable, content: z.string().max(TEXT_MAX) }),
  run_visible_cases: z.strictObject({}),
  ask_employer: z.strictObject({ question: z.string().trim().min(1).max(QUESTION_MAX) }),
  deliver: z.strictObject({}),
} as const;

type ToolName = keyof typeof INPUTS;

const DESCRIPTIONS: Readonly<Record<ToolName, string>> = {
  read_file: `Reads a file that you wrote, or ${POSTING}: the whole posting.`,
  write_file: 'Writes a whole file, in place of what it held.',
  run_visible_cases: 'Runs the shown tests against the files as they are now, and tells what failed.',
  ask_employer: 'Asks the employer about the posting, and waits for the answer.',
  deliver: 'Hands the files in as they are now. That ends the work.',
};

/** What the model wants, read; or in words why it cannot be read. */
export type Wish =
  | { readonly kind: 'read_file'; readonly path: string }
  | { readonly kind: 'write_file'; readonly path: string; readonly content: string }
  | { readonly kind: 'run_visible_cases' }
  | { readonly kind: 'ask_employer'; readonly question: string }
  | { readonly kind: 'deliver' }
  | { readonly kind: 'unreadable'; readonly why: string };

/** Those that are offered: without questions left, none can be asked. */
export function toolsFor(questions: number): Tool[] {
  return (Object.keys(INPUTS) as ToolName[])
    .filter((name) => name !== 'ask_employer' || questions > 0)
    .map((name) => ({
      name,
      description: DESCRIPTIONS[name],
      json: z.toJSONSchema(INPUTS[name], { target: 'draft-7', io: 'input' }) as Record<string, unknown>,
    }));
}

const isTool = (name: string): name is ToolName => Object.hasOwn(INPUTS, name);

export function wishOf({ name, input }: ToolCall): Wish {
  if (!isTool(name)) return { kind: 'unreadable', why: `there is no tool ${name.slice(0, 60)}` };
  const read = INPUTS[name].safeParse(input);
  if (!read.success) return { kind: 'unreadable', why: z.prettifyError(read.error).slice(0, QUESTION_MAX) };
  return { kind: name, ...read.data } as Wish;
}

/** Whether one more file may be written: a delivery has at most so many. */
export function hasRoom(files: Readonly<Record<string, string>>, path: string): boolean {
  return Object.hasOwn(files, path) || Object.keys(files).length < FILES_MAX;
}
