/** A task as its set has it, before anything of it was tried: texts, programs and cases. */

import { z } from 'zod';
import type { Json } from '../../protocol/arena/acceptance.ts';
import type { Bench } from './bench.ts';
import type { ImportedPosting } from './posting.ts';
import { type Row, Skip } from './trouble.ts';

/** A set that is published somewhere, and on which terms as far as that is known. */
export interface SourceSet {
  /** Short, and part of the names of its projects. */
  readonly name: string;
  /** SPDX where the licence has a name there, else in words. */
  readonly licence: string;
  /** Whom its licence asks to be named, and how. */
  readonly attribution?: string;
}

export const DIFFICULTIES = ['easy', 'medium', 'hard'] as const;
export type Difficulty = (typeof DIFFICULTIES)[number];

/** Python assertions over a function; each text is one case. */
export interface AssertionWork {
  readonly kind: 'assertions';
  /** The program that solves the task. */
  readonly program: string;
  /** Runs before the assertions, on their side. */
  readonly setup: string;
  /** Null: the first thing of the program that the assertions name. */
  readonly entry: string | null;
  /** Cases that the set itself shows. None: examples are looked for. */
  readonly visible: readonly string[];
  /** What may be shown where the description has no examples. */
  readonly examples?: readonly string[];
  readonly hidden: readonly string[];
}

interface DataWork {
  /** Programs that solve the task, as the set has them; none: a table of the answers takes their place. */
  readonly programs: readonly string[];
  /** Whether every case stands in the description. */
  readonly casesArePublic: boolean;
}

/** Standard input and what is to be printed. */
export interface StdioWork extends DataWork {
  readonly kind: 'stdio';
  readonly visible: readonly StdioCase[];
  readonly hidden: readonly StdioCase[];
}
export interface StdioCase {
  readonly stdin: string;
  readonly expected: string;
}

/** Arguments of a function and the value that it is to give. */
export interface FunctionWork extends DataWork {
  readonly kind: 'function';
  readonly entry: string;
  readonly visible: readonly FunctionCase[];
  readonly hidden: readonly FunctionCase[];
}
export interface FunctionCase {
  readonly args: readonly Json[];
  readonly expected: Json;
}

export type Work = AssertionWork | StdioWork | FunctionWork;

export interface TaskDraft {
  readonly kind: 'task';
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** As the set says it; null: it says nothing. */
  readonly difficulty: Difficulty | null;
  /** What whoever uses the project should know about its cases. */
  readonly marks: readonly string[];
  /** Readings of the row; where there are several, the first that a solution passes is the one meant. */
  readonly works: readonly [Work, ...Work[]];
}

export interface PostingDraft {
  readonly kind: 'posting';
  readonly id: string;
  readonly posting: Omit<ImportedPosting, 'provenance' | 'licence'>;
}

export interface RowContext {
  readonly bench: () => Promise<Bench>;
  /** The JSON text of the row, where it came from one. */
  readonly raw: string | null;
  readonly allowPublicCases: boolean;
}

interface FormatBase {
  readonly name: string;
  /** What it reads, for people. */
  readonly about: string;
  readonly set: SourceSet;
  /** Whether a row with these fields is of this format. */
  readonly matches: (row: Row) => boolean;
}

/** One published format. Both throw a `Skip` where a row cannot be imported. */
export type Format =
  | (FormatBase & { readonly makes: 'tasks'; readonly draft: (row: Row, context: RowContext) => Promise<TaskDraft> })
  | (FormatBase & {
      readonly makes: 'postings';
      readonly draft: (row: Row, context: RowContext) => Promise<PostingDraft>;
    });

export function hasFields(row: Row, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(row, name));
}

/** The row as the schema has it; a `Skip` names the first field that is not as published. */
export function fieldsOf<Schema extends z.ZodType>(schema: Schema, row: Row): z.infer<Schema> {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') ?? '';
  throw new Skip('wrong_field', `${field === '' ? 'the row' : field}: ${issue?.message ?? 'not as published'}`);
}

/** An id as sets have them: a text or a number. */
export const idSchema = z.union([z.string().min(1).max(200), z.number()]).transform(String);
